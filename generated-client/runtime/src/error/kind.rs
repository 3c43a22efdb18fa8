//! What went wrong, in one word.

/// What went wrong. The kinds are told apart by what a program can do about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be built from what its builder was given. Nothing was sent.
    Build,
    /// The call needs a credential that the client does not hold, or a token provider failed. Nothing was sent. (Where
    /// something was before, as when a token is to be renewed, what the server said then is the error.)
    MissingCredential,
    /// A value of the call cannot go on the wire (an empty path parameter, a line break in a header). Nothing was sent.
    InvalidRequest,
    /// The connection failed: refused, reset, closed midway, a certificate that nobody vouches for.
    Transport,
    /// A limit of time passed.
    Timeout,
    /// A write went out and no whole response came back: the server may have done it, or not.
    /// Look before you send it again. [`Error::is_timeout`](super::Error::is_timeout) says whether time ran out.
    OutcomeUnknown,
    /// The server pointed elsewhere, and redirects are not followed (or not to another origin).
    Redirect,
    /// The server answered with an error status; [`Error::api`](super::Error::api) has the response.
    Api,
    /// The response is not what the description promises.
    Decode,
    /// The response is larger than the client's limit.
    BodyTooLarge,
    /// The values of the response take more memory than the client's limit (`max_value_size`).
    ValueTooLarge,
}
