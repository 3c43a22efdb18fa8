//! Words: what a name means before it is spelt in anyone's case.

/// The parts of a name as lower had them: raw text, split and cased by `names` alone.
///
/// `["Agent", "llm_model"]` may become `AgentLlmModel` or `agent_llm_model`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Words(Vec<String>);

impl Words {
    /// One piece of raw text.
    #[must_use]
    pub fn one(text: impl Into<String>) -> Self {
        Self(vec![text.into()])
    }

    /// Several pieces of raw text, outermost first.
    #[must_use]
    pub fn many(parts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(parts.into_iter().map(Into::into).collect())
    }

    /// These words and one more piece.
    #[must_use]
    pub fn then(&self, text: impl Into<String>) -> Self {
        let mut parts = self.0.clone();
        parts.push(text.into());
        Self(parts)
    }

    /// These words and all of the others.
    #[must_use]
    pub fn join(&self, others: &Self) -> Self {
        Self(self.0.iter().chain(&others.0).cloned().collect())
    }

    /// The pieces, outermost first.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.0
    }
}
