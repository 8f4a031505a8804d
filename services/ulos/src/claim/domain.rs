//! Whether a mail domain shows that somebody works for an organisation. Pure.

use crate::ulo::{Kind, Ulo};

/// Where anyone can have an address or a page: that shows nothing.
const FREE: &[&str] = &[
    "aol.com",
    "blogspot.com",
    "bt.com",
    "btinternet.com",
    "btopenworld.com",
    "facebook.com",
    "fastmail.com",
    "gmail.com",
    "gmx.co.uk",
    "gmx.com",
    "gmx.net",
    "googlemail.com",
    "hotmail.co.uk",
    "hotmail.com",
    "icloud.com",
    "instagram.com",
    "linkedin.com",
    "live.co.uk",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "meetup.com",
    "msn.com",
    "ntlworld.com",
    "outlook.com",
    "plus.net",
    "plusnet.com",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "rocketmail.com",
    "sky.com",
    "talktalk.net",
    "tiscali.co.uk",
    "twitter.com",
    "virginmedia.com",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "x.com",
    "yahoo.co.uk",
    "yahoo.com",
    "yandex.com",
    "ymail.com",
    "youtube.com",
    "zoho.com",
];

/// Public bodies: thousands read mail there, so it proves nothing but for a team of the council itself.
const PUBLIC: &[&str] = &["gov.uk", "nhs.uk", "nhs.net", "police.uk", "ac.uk"];

/// Whether reading mail at `domain` shows that somebody works for this organisation.
pub fn proves(domain: &str, ulo: &Ulo) -> bool {
    let is = |of: &&str| domain == *of || domain.ends_with(&format!(".{of}"));
    if FREE.iter().any(&is) {
        return false;
    }
    if PUBLIC.iter().any(is) && ulo.kind() != Kind::CouncilInHouse {
        return false;
    }
    let (email, website) = ulo.addresses();
    of_email(email).is_some_and(|own| own == domain) || of_website(website).is_some_and(|own| own == domain)
}

/// The domain of an e-mail address.
fn of_email(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    Some(domain.trim_end_matches('.').to_lowercase())
}

/// The host of a website, without a "www".
fn of_website(website: &str) -> Option<String> {
    let (_, rest) = website.split_once("://")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let host = rest.get(..end)?;
    // What stands before an "@" is no part of the host.
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host).trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").map_or(host.clone(), str::to_owned);
    Some(host).filter(|host| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ulo::tests::reached_at;

    #[test]
    fn only_the_organisations_own_domain_proves() {
        let ulo =
            reached_at("Hello@Voices.example.org", "https://www.harbour.example/about?x=1", Kind::Other);
        for own in ["voices.example.org", "harbour.example"] {
            assert!(proves(own, &ulo), "{own}");
        }
        for other in [
            "example.org",
            "evil-voices.example.org",
            "sub.voices.example.org",
            "www.harbour.example",
            "example",
            "",
        ] {
            assert!(!proves(other, &ulo), "{other}");
        }
    }

    #[test]
    fn where_anyone_can_be_proves_nothing() {
        let ulo = reached_at("ourgroup@gmail.com", "https://ourgroup.wordpress.com", Kind::Other);
        for free in ["gmail.com", "ourgroup.wordpress.com", "wordpress.com"] {
            assert!(!proves(free, &ulo), "{free}");
        }
        let hosted = reached_at("voices@somewhere.gov.uk", "", Kind::PeerSupportGroup);
        assert!(!proves("somewhere.gov.uk", &hosted));
        let team = reached_at("team@somewhere.gov.uk", "", Kind::CouncilInHouse);
        assert!(proves("somewhere.gov.uk", &team));
    }

    #[test]
    fn a_website_that_hides_its_host_proves_only_that_host() {
        for (website, host) in [
            ("https://voices.example@evil.example/", "evil.example"),
            ("http://voices.example:8443/a@b", "voices.example"),
            ("https://voices.example\\@evil.example", "voices.example"),
        ] {
            assert_eq!(of_website(website).as_deref(), Some(host), "{website}");
        }
        assert_eq!(of_website("https://localhost/"), None);
    }
}
