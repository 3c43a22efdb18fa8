//! Words: what a name means before it is spelt in anyone's case.

mod spelling;
mod split;
mod symbol;

pub use split::{Detail, is_word_character, split_text};

/// The parts of a name as lower had them: raw text, split and cased by `names` alone.
///
/// `["Agent", "llm_model"]` may become `AgentLlmModel` or `agent_llm_model`. Where a part on the way has a name of its own,
/// what stands before it is only needed to tell two of that name apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Words {
    parts: Vec<String>,
    /// Where the name begins that needs nothing before it.
    start: usize,
    /// Whether what it begins with stands for the piece before it.
    is_title: bool,
    /// The identifier that somebody has chosen, whatever the words are.
    chosen: Option<String>,
}

impl Words {
    /// One piece of raw text.
    #[must_use]
    pub fn one(text: impl Into<String>) -> Self {
        Self { parts: vec![text.into()], ..Self::default() }
    }

    /// Several pieces of raw text, outermost first.
    #[must_use]
    pub fn many(parts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { parts: parts.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// These words and one more piece.
    #[must_use]
    pub fn then(&self, text: impl Into<String>) -> Self {
        let mut words = self.clone();
        words.parts.push(text.into());
        words
    }

    /// These words and a piece that is a name without them.
    #[must_use]
    pub fn titled(&self, title: impl Into<String>) -> Self {
        Self { start: self.parts.len(), is_title: true, ..self.then(title) }
    }

    /// These words with others before them, which only tell two of one name apart.
    #[must_use]
    pub fn below(&self, outer: impl IntoIterator<Item = String>) -> Self {
        let mut parts: Vec<String> = outer.into_iter().collect();
        let start = parts.len();
        parts.extend(self.parts().iter().cloned());
        Self { parts, start, ..Self::default() }
    }

    /// These words with another last piece.
    #[must_use]
    pub fn with_last(&self, text: impl Into<String>) -> Self {
        let mut words = self.clone();
        if let Some(last) = words.parts.last_mut() {
            *last = text.into();
        }
        words
    }

    /// These words and all of the others.
    #[must_use]
    pub fn join(&self, others: &Self) -> Self {
        let parts = self.parts.iter().chain(others.parts()).cloned().collect();
        Self { parts, start: self.start, is_title: self.is_title, chosen: None }
    }

    /// The identifier that somebody has chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<&str> {
        self.chosen.as_deref()
    }

    /// Chooses the identifier.
    pub fn choose(&mut self, name: Option<&str>) {
        self.chosen = name.map(str::to_owned);
    }

    /// The pieces of the name, outermost first.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts[self.start..]
    }

    /// The pieces on the way to the place, where what is nearer has no name of its own.
    #[must_use]
    pub fn whole(&self) -> Vec<String> {
        let title = self.is_title.then_some(self.start);
        let pieces = self.parts.iter().enumerate().filter(|(at, _)| Some(*at) != title);
        pieces.map(|(_, piece)| piece.clone()).collect()
    }
}
