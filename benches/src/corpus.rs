//! The corpus: 10,000 varied contacts from a seed. One in ten violates a constraint.

use crate::clock::Chance;

/// One contact, as an application stores it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contact {
    pub(crate) customer: String,
    pub(crate) handle: String,
    pub(crate) brand: Option<String>,
    pub(crate) organization: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) address_line: Option<Vec<String>>,
    pub(crate) postal_code: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) voice: Option<String>,
    pub(crate) fax: Option<String>,
}

const GIVEN: &[&str] = &[
    "Anna",
    "Jörg",
    "Zoë",
    "Мария",
    "Peter",
    "John",
    "Søren",
    "Łukasz",
    "明",
    "Ayşe",
    "Paul",
    "Emma",
    "Luc",
    "Sam",
];
const FAMILY: &[&str] = &[
    "Müller",
    "Jansen",
    "de Vries",
    "O'Brien",
    "García",
    "Иванова",
    "Smith",
    "Nguyễn",
    "李",
    "Øster",
    "Baker",
    "Visser",
    "Martin",
    "Brown",
];
const ORGANIZATIONS: &[&str] = &[
    "Example B.V.",
    "Muster & Söhne GmbH",
    "Exemple S.A.S.",
    "Sample \"Quality\" Ltd",
    "例え株式会社",
    "Widgets International Incorporated",
    "Stichting Voorbeeld",
    "Foo Bar",
];
const STREETS: &[&str] = &[
    "Ceintuurbaan",
    "Hauptstraße",
    "Rue de l'Église",
    "High Street",
    "Невский проспект",
    "Calle Mayor",
    "Market Square",
    "Station Road",
];
const CITIES: &[&str] = &[
    "Zwolle",
    "Köln",
    "Paris",
    "London",
    "Санкт-Петербург",
    "Sevilla",
    "東京",
    "Amsterdam",
    "Utrecht",
    "Leeds",
];
const COUNTRIES: &[&str] = &["NL", "DE", "FR", "GB", "ES", "JP", "US"];
const WORDS: &[&str] = &[
    "anna",
    "info",
    "admin",
    "j-doe",
    "sales",
    "peter",
    "office",
    "web+dns",
    "hostmaster",
];
const DOMAINS: &[&str] = &[
    "example.com",
    "mail.example.org",
    "xn--bcher-kva.example",
    "a.co",
    "very-long-name-of-a-company.example.net",
];

/// Returns the corpus, and which of its contacts violate a constraint.
pub(crate) fn corpus(count: usize, seed: u64) -> Vec<Contact> {
    let mut chance = Chance::seeded(seed);
    (0..count)
        .map(|index| {
            let mut contact = valid(&mut chance);
            if index % 10 == 9 {
                spoil(&mut contact, &mut chance);
            }
            contact
        })
        .collect()
}

fn digits(chance: &mut Chance, count: usize) -> String {
    (0..count)
        .map(|_| char::from(b'0' + u8::try_from(chance.below(10)).unwrap_or(0)))
        .collect()
}

fn phone(chance: &mut Chance) -> String {
    let (code, number) = (1 + chance.below(3), 7 + chance.below(6));
    format!("+{}.{}", digits(chance, code), digits(chance, number))
}

fn valid(chance: &mut Chance) -> Contact {
    let number = chance.below(100_000);
    let street = format!("{} {}", chance.pick(STREETS), 1 + chance.below(400));
    let mut lines = vec![street];
    if chance.percent(30) {
        lines.push(format!("Building {}", chance.below(30)));
    }
    Contact {
        customer: format!("customer-{}", chance.below(500)),
        handle: format!("{}_{number}", chance.pick(WORDS).replace('+', "-")),
        brand: chance.percent(40).then(|| "default".to_owned()),
        organization: chance
            .percent(60)
            .then(|| (*chance.pick(ORGANIZATIONS)).to_owned()),
        name: Some(format!("{} {}", chance.pick(GIVEN), chance.pick(FAMILY))),
        address_line: Some(lines),
        postal_code: Some(format!("{} AB", digits(chance, 4))),
        city: Some((*chance.pick(CITIES)).to_owned()),
        state: chance.percent(50).then(|| "Overijssel".to_owned()),
        country: Some((*chance.pick(COUNTRIES)).to_owned()),
        email: Some(format!(
            "{}.{number}@{}",
            chance.pick(WORDS),
            chance.pick(DOMAINS)
        )),
        voice: Some(phone(chance)),
        fax: chance.percent(30).then(|| phone(chance)),
    }
}

/// Changes a contact so that it violates one to three constraints.
fn spoil(contact: &mut Contact, chance: &mut Chance) {
    for _ in 0..=chance.below(3) {
        match chance.below(12) {
            0 => contact.voice = Some("+31 38 4530759".to_owned()),
            1 => contact.voice = Some(format!("+31.{}", digits(chance, 14))),
            2 => contact.email = Some("Anna.Jansen@example.com".to_owned()),
            3 => contact.email = Some(format!("{}@example.com", "a".repeat(65))),
            4 => contact.country = Some("NLD".to_owned()),
            5 => contact.name = Some(String::new()),
            6 => contact.city = Some("Ö".repeat(256)),
            7 => contact.handle = "with space".to_owned(),
            8 => contact.fax = Some("0384530759".to_owned()),
            9 => contact.postal_code = Some("1234567890 ABCDEFG".to_owned()),
            10 => contact.address_line = Some(vec![String::new(); 4]),
            _ => contact.brand = Some("ö".repeat(2)),
        }
    }
}
