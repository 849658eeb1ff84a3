//! The moment of sending: one reading of the clock and one nonce for each attempt.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::error::{SignError, Signer};
use super::texts::hex;
use crate::AtSending;

/// What a request takes from the moment of sending: the time, a nonce, and a signer if the schema needs one.
///
/// Every attempt needs a moment of its own, because providers refuse old times and repeated nonces.
///
/// # Examples
/// A moment for tests:
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use wireform::Moment;
///
/// let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_366_560_945);
/// let moment = Moment::new(time, [0; 16]);
/// assert_eq!(format!("{moment:?}"), r#"Moment { time: "2013-04-21T16:15:45Z", .. }"#);
/// ```
#[derive(Clone)]
pub struct Moment {
    /// Milliseconds since 1970.
    millis: u64,
    nonce: [u8; 16],
    signer: Option<Arc<dyn Signer>>,
}

impl Moment {
    /// Makes a moment of a time and a nonce. A time before 1970 counts as 1970.
    #[must_use]
    pub fn new(time: SystemTime, nonce: [u8; 16]) -> Self {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment {
            millis: u64::try_from(since.as_millis()).unwrap_or(u64::MAX),
            nonce,
            signer: None,
        }
    }

    /// Reads the system's clock, and takes a random nonce from the operating system (with the crate `getrandom`).
    ///
    /// # Errors
    /// Fails if the operating system gives no random bytes, or if the feature `sign` is off.
    pub fn now() -> Result<Self, SignError> {
        let mut nonce = random()?;
        // The bits that mark a random UUID (RFC 9562 § 5.4).
        nonce[6] = nonce[6] & 0x0f | 0x40;
        nonce[8] = nonce[8] & 0x3f | 0x80;
        Ok(Moment::new(SystemTime::now(), nonce))
    }

    /// Replaces the time.
    #[must_use]
    pub fn with_time(self, time: SystemTime) -> Self {
        let Moment { millis, .. } = Moment::new(time, self.nonce);
        Moment { millis, ..self }
    }

    /// Replaces the nonce.
    #[must_use]
    pub fn with_nonce(self, nonce: [u8; 16]) -> Self {
        Moment { nonce, ..self }
    }

    /// Adds the signer of the caller, for schemas with a node `signer`.
    #[must_use]
    pub fn with_signer(mut self, signer: Arc<dyn Signer>) -> Self {
        self.signer = Some(signer);
        self
    }

    /// For generated code: writes the time.
    #[doc(hidden)]
    #[must_use]
    pub fn time(&self, format: TimeFormat) -> String {
        let seconds = self.millis / 1000;
        let (days, second) = (seconds / 86_400, seconds % 86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let (year, month, day) = civil(days);
        match format {
            TimeFormat::Unix => seconds.to_string(),
            TimeFormat::UnixMs => self.millis.to_string(),
            TimeFormat::Rfc3339 => {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
            }
            TimeFormat::Basic => {
                format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
            }
            TimeFormat::BasicDate => format!("{year:04}{month:02}{day:02}"),
            TimeFormat::Http => {
                // 1970-01-01 was a Thursday.
                let weekday = name(&WEEKDAYS, (days + 4) % 7);
                let month = name(&MONTHS, month - 1);
                format!(
                    "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT"
                )
            }
        }
    }

    /// For generated code: writes the nonce.
    #[doc(hidden)]
    #[must_use]
    pub fn nonce(&self, format: NonceFormat) -> String {
        let digits = hex(&self.nonce);
        match format {
            NonceFormat::Hex => digits,
            NonceFormat::Uuid => {
                let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
                parts.map(|range| digits[range].to_owned()).join("-")
            }
        }
    }

    /// For generated code: signs with the signer of the caller.
    #[doc(hidden)]
    pub fn sign(
        &self,
        algorithm: &str,
        key: Option<&str>,
        data: &[u8],
    ) -> Result<Vec<u8>, SignError> {
        let signer = self.signer.as_ref().ok_or(SignError::no_signer())?;
        signer.sign(algorithm, key, data).map_err(SignError::signer)
    }
}

#[cfg(feature = "sign")]
fn random() -> Result<[u8; 16], SignError> {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(SignError::no_randomness()),
    }
}

#[cfg(not(feature = "sign"))]
const fn random() -> Result<[u8; 16], SignError> {
    Err(SignError::no_randomness())
}

/// Shows the time only.
impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moment")
            .field("time", &self.time(TimeFormat::Rfc3339))
            .finish_non_exhaustive()
    }
}

/// How a time is written.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFormat {
    /// Seconds since 1970.
    Unix,
    /// Milliseconds since 1970.
    UnixMs,
    /// `2013-04-21T16:15:45Z`.
    Rfc3339,
    /// `20130421T161545Z`.
    Basic,
    /// `20130421`.
    BasicDate,
    /// `Sun, 21 Apr 2013 16:15:45 GMT` (RFC 9110 § 5.6.7).
    Http,
}

/// How a nonce is written.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NonceFormat {
    /// `00112233-4455-6677-8899-aabbccddeeff`.
    Uuid,
    /// 32 hexadecimal digits.
    Hex,
}

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn name(names: &[&'static str], index: u64) -> &'static str {
    let index = usize::try_from(index).ok();
    index
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or_default()
}

/// Returns year, month and day of a number of days since 1970, in the Gregorian calendar.
const fn civil(days: u64) -> (u64, u64, u64) {
    // Years begin in March here, so that the leap day is the last day of a year. 719468 days lead from the year 0 to 1970.
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + (month <= 2) as u64;
    (year, month, day)
}

/// What a request takes at the moment of sending, made from a source of moments. Clients use it, so that one function sends
/// requests with and without a signature.
///
/// It is implemented for `()`, which takes no moment, and for [`Moment`].
///
/// # Examples
/// ```
/// use std::time::SystemTime;
/// use wireform::{Moment, TakesMoment};
///
/// <()>::take(&mut || unreachable!("nothing is needed"))?;
/// let moment = Moment::take(&mut || Ok(Moment::new(SystemTime::now(), [7; 16])))?;
/// # drop(moment);
/// # Ok::<(), wireform::SignError>(())
/// ```
pub trait TakesMoment: AtSending<Error: Into<SignError>> + Sized {
    /// Takes a moment from the source, if one is needed.
    ///
    /// # Errors
    /// Fails if the source fails.
    fn take(source: &mut dyn FnMut() -> Result<Moment, SignError>) -> Result<Self, SignError>;
}

impl TakesMoment for () {
    fn take(_source: &mut dyn FnMut() -> Result<Moment, SignError>) -> Result<Self, SignError> {
        Ok(())
    }
}

impl TakesMoment for Moment {
    fn take(source: &mut dyn FnMut() -> Result<Moment, SignError>) -> Result<Self, SignError> {
        source()
    }
}

impl From<Infallible> for SignError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
