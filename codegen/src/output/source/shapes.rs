//! What was laid out by any thread, for whoever has the like to lay out.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;
use indexmap::IndexMap;

use super::form::Form;
use super::laid::Laid;
use super::spelling::Spelling;

/// More words than a form is kept of: little else has as many in the same places.
const MOST_WORDS: usize = 256;
/// More ways to break the same tokens into lines than are kept.
const MOST_FORMS: usize = 16;
/// More shapes than are kept, so that memory is limited.
const MOST_SHAPES: usize = 1 << 12;

/// The forms that are known.
pub(super) struct Shapes {
    known: Mutex<KnownShapes>,
    most: usize,
}

type KnownShapes = IndexMap<String, Shape, RandomState>;

/// Tokens of one shape.
enum Shape {
    /// What was laid out of the shortest words tells nothing about others.
    Opaque,
    /// The first is that of the shortest words.
    Forms(Vec<Arc<Form>>),
}

/// What is known of the words of a shape.
pub(super) enum Known {
    /// They have this form.
    Form(Arc<Form>),
    /// Their form is none of those that are known.
    OtherForm,
    /// No form is kept of them.
    NoForm,
    /// The shape is new.
    Nothing,
}

impl Default for Shapes {
    fn default() -> Self {
        Self::with_room(MOST_SHAPES)
    }
}

impl Shapes {
    /// None yet, and never more than these.
    pub(super) fn with_room(most: usize) -> Self {
        Self { known: Mutex::default(), most }
    }

    /// The form of the words.
    pub(super) fn of(&self, spelling: &Spelling) -> Known {
        if spelling.lengths().len() > MOST_WORDS {
            return Known::NoForm;
        }
        let shapes = self.lock();
        match shapes.get(spelling.shape()) {
            Some(Shape::Forms(forms)) => match forms.iter().find(|form| form.holds(spelling.lengths())) {
                Some(form) => Known::Form(Arc::clone(form)),
                None if forms.len() < MOST_FORMS => Known::OtherForm,
                None => Known::NoForm,
            },
            None if shapes.len() < self.most => Known::Nothing,
            Some(Shape::Opaque) | None => Known::NoForm,
        }
    }

    /// Remembers what was laid out of the shortest words of the shape.
    pub(super) fn begin(&self, spelling: &Spelling, laid: Option<&Laid>) {
        let form = laid.and_then(|laid| Form::of(laid, spelling.short_words(), None));
        let shape = form.map_or(Shape::Opaque, |form| Shape::Forms(vec![Arc::new(form)]));
        self.lock().entry(spelling.shape().to_owned()).or_insert(shape);
    }

    /// Remembers what was laid out of the words.
    pub(super) fn add(&self, spelling: &Spelling, laid: &Laid) {
        let Some(shortest) = self.shortest(spelling) else { return };
        // Not under the lock, which all threads want.
        let form = Form::of(laid, spelling.words(), Some(&shortest));
        if let Some(Shape::Forms(forms)) = self.lock().get_mut(spelling.shape()) {
            forms.extend(form.map(Arc::new));
        }
    }

    /// The form of the shortest words of the shape.
    fn shortest(&self, spelling: &Spelling) -> Option<Arc<Form>> {
        match self.lock().get(spelling.shape())? {
            Shape::Forms(forms) => forms.first().cloned(),
            Shape::Opaque => None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, KnownShapes> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::laid::{Laid, Sort};
    use super::super::spelling::Spelling;
    use super::{Known, Shapes};

    fn laid(text: &str) -> Laid {
        Laid { text: text.to_owned(), sort: Sort::Item }
    }

    fn written(shapes: &Shapes, spelling: &Spelling) -> Option<String> {
        let Known::Form(form) = shapes.of(spelling) else { return None };
        let mut source = String::new();
        form.write(spelling.words(), &mut source);
        Some(source)
    }

    #[test]
    fn what_was_laid_out_is_the_form_of_what_has_the_room() {
        let shapes = Shapes::default();
        let name = |length: usize| quote::format_ident!("{}", "n".repeat(length));
        let function = |length| {
            let name = name(length);
            Spelling::of(quote!(fn #name(a: A) {}))
        };
        assert!(matches!(shapes.of(&function(1)), Known::Nothing));
        shapes.begin(&function(1), Some(&laid("fn a(a: a) {}\n")));
        assert_eq!(written(&shapes, &function(77)), Some(format!("fn {}(a: A) {{}}\n", "n".repeat(77))));
        assert_eq!(written(&shapes, &function(78)), None, "the line would have 90 bytes");

        let long = function(80);
        let broken = format!("fn {}(\n    a: A,\n) {{}}\n", "n".repeat(80));
        shapes.add(&long, &laid(&broken));
        assert_eq!(written(&shapes, &long), Some(broken));
        assert!(written(&shapes, &function(81)).is_some_and(|source| source.contains("(\n    a: A,\n)")));
        assert_eq!(
            written(&shapes, &function(78)),
            None,
            "shorter than what was broken, longer than what was not"
        );
    }

    #[test]
    fn what_tells_nothing_of_others_is_kept_of_none() {
        let shapes = Shapes::default();
        let spelling = Spelling::of(quote!(
            #[doc = "A text."]
            struct Foo;
        ));
        shapes.begin(&spelling, Some(&laid("///\nstruct a;\n")));
        assert!(matches!(shapes.of(&spelling), Known::NoForm), "the text is no literal any more");
        assert!(matches!(Shapes::with_room(0).of(&spelling), Known::NoForm));
    }
}
