//! `client!`: the client of a generated crate, around the runtime's.

/// Makes the client and its builder: every option of [`ClientBuilder`](crate::ClientBuilder), and a named setter for
/// each credential.
///
/// ```text
/// client! { pub struct Client { api: API, builder: ClientBuilder, api_key: key<0>, token: bearer<1, token_provider> } }
/// ```
#[macro_export]
macro_rules! client {
    (
        $(#[$docs:meta])*
        pub struct $client:ident {
            api: $api:path,
            builder: $builder:ident
            $(, $(#[$setter_docs:meta])* $setter:ident: $kind:ident<$index:literal $(, $provider:ident)? $(,)?>)* $(,)?
        }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Debug)]
        pub struct $client {
            inner: $crate::Client,
        }

        impl $client {
            /// Creates a client builder.
            pub fn builder() -> $builder {
                $builder { inner: $crate::Client::builder(&$api) }
            }

            /// Creates a client for the default server, with credentials from environment variables.
            ///
            /// # Errors
            ///
            /// When a required credential is missing, or the API description names no server.
            pub fn from_env() -> ::core::result::Result<Self, $crate::Error> {
                Self::builder().credentials_from_env().build()
            }

            /// Creates a request that the API description does not define, with the same credentials, retries and
            /// errors. The path is appended to the base URL.
            pub fn request(&self, method: &str, path: &str) -> $crate::RawRequest {
                self.inner.request(method, path)
            }

            /// Safety rules that this client cannot vouch for: because it was given an HTTP client made elsewhere, or
            /// because a browser does as it likes. Empty for every other client.
            #[must_use]
            pub fn unenforced(&self) -> &'static [&'static str] {
                self.inner.unenforced()
            }

            /// The runtime's side of this client.
            #[doc(hidden)]
            #[must_use]
            pub fn inner(&self) -> &$crate::Client {
                &self.inner
            }
        }

        #[doc = concat!("Builder for [`", stringify!($client), "`].")]
        #[derive(Debug)]
        #[must_use]
        pub struct $builder {
            inner: $crate::ClientBuilder,
        }

        impl $builder {
            $($crate::__client_credential! { $(#[$setter_docs])* $setter: $kind $index $($provider)? })*

            $crate::__client_options! {
                /// Where calls go, all of them: scheme, host, port and perhaps a path, which is kept in front of every operation's path.
                base_url(url: impl ::core::convert::Into<::std::string::String>),
                /// Chooses one of the servers that the description names, by its place in the list; the first, 0, is the default. Operations with a server of their own go to the chosen one, too.
                server(index: usize),
                /// Chooses the server that the description calls so, as `server` does. A name that it does not have is an error of `build`.
                server_named(name: &str),
                /// Sets a variable of the server's URL, which chooses a server as `server` does.
                server_variable(name: impl ::core::convert::Into<::std::string::String>, value: impl ::core::convert::Into<::std::string::String>),
                /// How long one attempt of a call may take, to the last byte of the response (2 minutes by default). Streams must have begun by then. Every attempt has this time anew.
                timeout(limit: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>),
                /// How long a whole call may take: all attempts and the pauses between them, for streams to the head of the response (no limit by default).
                deadline(limit: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>),
                /// How long a connection may take to be made (10 seconds by default).
                connect_timeout(limit: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>),
                /// How long a response may pause between two pieces (1 minute by default).
                idle_timeout(limit: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>),
                /// How often a call that cannot repeat a side effect is sent again at most (2 by default).
                max_retries(retries: u32),
                /// The first and the longest pause between attempts (500 ms and 8 s by default).
                retry_delay(first: ::core::time::Duration, longest: ::core::time::Duration),
                /// The longest pause that a server may ask for (1 minute by default); beyond it, the error comes at once.
                max_retry_after(longest: ::core::time::Duration),
                /// Says that PUT and DELETE are harmless to repeat in this API, so that they are retried like GET.
                retry_put_and_delete(retry: bool),
                /// The largest response that is taken, in bytes after decompression (64 MiB by default).
                max_body_size(bytes: u64),
                /// How much memory the values of a response may take once they are read, in bytes (512 MiB by default).
                max_value_size(bytes: u64),
                /// How much is kept of the body of an error, in bytes (64 KiB by default).
                max_error_body_size(bytes: u64),
                /// How many calls may be under way at once (100 by default); further ones wait. A stream takes its place to its end.
                max_connections(connections: impl ::core::convert::Into<::core::option::Option<usize>>),
                /// Follows redirects that stay at the same scheme, host and port. Others stay errors.
                same_origin_redirects(follow: bool),
                /// Adds a header to every call.
                header(name: &str, value: &str),
                /// Replaces the `user-agent`.
                user_agent(user_agent: &str),
                /// Trusts the certificates in this PEM text, besides those that the operating system trusts.
                root_certificate(pem: impl ::core::convert::Into<::std::vec::Vec<u8>>),
                /// Changes the HTTP client that is built inside: proxies, addresses, pool sizes. What keeps a call safe is set after this.
                configure_http(configure: impl ::core::ops::Fn($crate::reqwest::ClientBuilder) -> $crate::reqwest::ClientBuilder + ::core::marker::Send + ::core::marker::Sync + 'static),
                /// Uses an HTTP client that was made elsewhere. Some safety rules are then out of reach: the client's `unenforced` lists them.
                http_client(client: $crate::reqwest::Client),
                /// Sends through this transport instead of the network, for tests above all.
                transport(transport: impl $crate::Transport),
                /// Puts something around what sends, be it the network, an injected HTTP client or a transport. What is added later goes around what was added before.
                middleware(wrap: impl ::core::ops::FnOnce(::std::sync::Arc<dyn $crate::Transport>) -> ::std::sync::Arc<dyn $crate::Transport> + ::core::marker::Send + ::core::marker::Sync + 'static),
                /// Builds the client even when it lacks the credentials that calls usually need. Calls that need them then fail before anything is sent.
                allow_missing_credentials(allow: bool),
                /// Lets credentials go to a server that is reached by plain `http`, where everybody on the way can read them. Without this, such a client is not built; servers on the same machine are left alone.
                allow_plain_http(allow: bool),
                /// Whether a text, a number or a boolean stands in for a required one that the server sends as null or not at all. Lists and maps do so in any case.
                lenient(lenient: bool),
                /// Sends no credential with any call and demands none, for servers that need no key. What was given before is not sent.
                anonymous(),
                /// Reads every credential that was not given yet from its environment variable, where that is set. `user:` in that of a user name says that the password is empty.
                credentials_from_env(),
            }

            /// Builds the client. Nothing is sent.
            ///
            /// # Errors
            ///
            /// When an option cannot be, or a credential that calls need is not there.
            pub fn build(self) -> ::core::result::Result<$client, $crate::Error> {
                ::core::result::Result::Ok($client { inner: self.inner.build()? })
            }
        }
    };
}

/// A setter of a credential.
#[doc(hidden)]
#[macro_export]
macro_rules! __client_credential {
    ($(#[$docs:meta])* $setter:ident: key $index:literal) => {
        $(#[$docs])*
        pub fn $setter(self, $setter: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { inner: self.inner.key($index, $setter) }
        }
    };
    ($(#[$docs:meta])* $setter:ident: basic $index:literal) => {
        $(#[$docs])*
        pub fn $setter(
            self,
            username: impl ::core::convert::Into<::std::string::String>,
            password: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self { inner: self.inner.basic($index, username, password) }
        }
    };
    ($(#[$docs:meta])* $setter:ident: bearer $index:literal $($provider:ident)?) => {
        $(#[$docs])*
        pub fn $setter(self, $setter: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { inner: self.inner.bearer($index, $setter) }
        }

        $(
            #[doc = concat!("Where the tokens of [`", stringify!($setter), "`](Self::", stringify!($setter), ") come from, when they expire.")]
            pub fn $provider(self, provider: impl $crate::TokenProvider) -> Self {
                Self { inner: self.inner.bearer_provider($index, provider) }
            }
        )?
    };
}

/// Options that are forwarded as they are.
#[doc(hidden)]
#[macro_export]
macro_rules! __client_options {
    ($(#[$docs:meta] $option:ident($($argument:ident: $type:ty),*)),* $(,)?) => {
        $(
            #[$docs]
            pub fn $option(self, $($argument: $type),*) -> Self {
                Self { inner: self.inner.$option($($argument),*) }
            }
        )*
    };
}
