//! TLS by `rustls` with `ring`, trusting what the operating system trusts.
//!
//! `reqwest`'s own default brings `aws-lc-rs`, which takes longer to build and asks more of the machine that builds
//! it; without a provider it relies on a process-wide default and panics where nobody installed one. So the
//! configuration is made here, whole, and no process-wide state is touched.

use std::sync::Arc;

use rustls::{
    ClientConfig,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};
use rustls_platform_verifier::Verifier;

use crate::{error::Failure, platform::BoxError};

/// The configuration; `extra` are certificates in PEM that are trusted besides the system's.
pub(crate) fn configuration(extra: &[Vec<u8>]) -> Result<ClientConfig, Failure> {
    let failed = |error: BoxError| Failure::build("TLS cannot be set up").because(error);
    let mut roots: Vec<CertificateDer<'static>> = Vec::new();
    for pem in extra {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.push(certificate.map_err(|error| failed(error.into()))?);
        }
        if roots.len() == before {
            return Err(Failure::build("a root certificate contains no PEM certificate"));
        }
    }
    let provider = Arc::new(ring::default_provider());
    let verifier = verifier(roots, provider.clone()).map_err(failed)?;
    let mut configuration = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(error.into()))?
        .dangerous()
        // "Dangerous" is the name of the door; the verifier behind it is the operating system's.
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    configuration.alpn_protocols = if cfg!(feature = "http2") {
        vec![b"h2".to_vec(), b"http/1.1".to_vec()]
    } else {
        vec![b"http/1.1".to_vec()]
    };
    Ok(configuration)
}

#[cfg(not(target_os = "android"))]
fn verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<Verifier, BoxError> {
    Ok(if roots.is_empty() {
        Verifier::new(provider)?
    } else {
        Verifier::new_with_extra_roots(roots, provider)?
    })
}

#[cfg(target_os = "android")]
fn verifier(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<Verifier, BoxError> {
    if roots.is_empty() {
        Ok(Verifier::new(provider)?)
    } else {
        Err("Android accepts no additional root certificates".into())
    }
}
