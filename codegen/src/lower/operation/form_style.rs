//! How a member of a form is written: in the style of its encoding, or as parts are by themselves.
//!
//! In: the encoding of a member. Out: a style and its `explode`.
//! Must never know: what a style looks like.

use crate::document::{EncodingSpec, ParameterPlace};
use crate::ir::ParameterStyle;
use crate::load::openapi_version;
use crate::schema::Schema;

use super::parameter::style_of;
use crate::lower::context::Lowering;

/// What parts do by themselves is this for lists, and for all but objects, which are JSON.
const OF_PARTS: (ParameterStyle, bool) = (ParameterStyle::Form, true);

impl Lowering<'_> {
    /// The style that a member is written in; `None` for one that is written as members are by themselves: as its media
    /// type says, an object as JSON. In a urlencoded form that is one about whose style the description says nothing.
    ///
    /// OpenAPI 3.0 has styles for urlencoded forms only. Deep objects are not a habit of any form, so who writes them down
    /// for a multipart form has a server that reads them.
    pub(in crate::lower) fn form_style(
        &self,
        encoding: &EncodingSpec,
        multipart: bool,
    ) -> Option<(ParameterStyle, bool)> {
        let written = written_style(encoding);
        let is_known =
            || written.0 == ParameterStyle::DeepObject || !openapi_version(self.root).starts_with("3.0");
        let says_style = encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let is_styled = if multipart { written != OF_PARTS && is_known() } else { says_style };
        is_styled.then_some(written)
    }

    /// Why a part is not written in the style that its encoding names, where that makes a difference.
    pub(in crate::lower) fn ignored_style(
        &mut self,
        name: &str,
        schema: &Schema,
        encoding: &EncodingSpec,
    ) -> Option<String> {
        let says_style = encoding.style.is_some() || encoding.explode.is_some();
        if !says_style || self.form_style(encoding, true).is_some() {
            return None;
        }
        if written_style(encoding) != OF_PARTS {
            return Some(format!(
                "`{name}` is sent as one part for each item: OpenAPI 3.0 does not define styles for multipart forms"
            ));
        }
        self.has_objects(schema, 0)
            .then(|| format!("`{name}` is sent as one JSON part, not one for each of its properties"))
    }
}

/// The style that an encoding names, or means by saying nothing.
fn written_style(encoding: &EncodingSpec) -> (ParameterStyle, bool) {
    let style = style_of(encoding.style.as_deref().unwrap_or("form"), ParameterPlace::Query);
    let explodes = matches!(style, ParameterStyle::Form | ParameterStyle::DeepObject);
    (style, encoding.explode.unwrap_or(explodes))
}
