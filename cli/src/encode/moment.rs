//! The time and the nonce of a request.

use std::time::{Duration, SystemTime};

use wireform::Moment;
use wireform_codegen::plan::{ComputedPlace, TimeFormat, parse_nonce, parse_time};
use wireform_interpret::{Call, Credentials};

use crate::args::{EncodeArgs, Form};
use crate::shared::output::Stop;

/// Returns the moment of sending, if the request needs it: that of the options, or now.
pub(super) fn of(
    call: &Call<'_>,
    args: &EncodeArgs,
    credentials: &Credentials,
) -> Result<Option<Moment>, Stop> {
    let mut wrong = Vec::new();
    let is_needed = call.takes_moment(credentials);
    let time = args.now.as_deref().map(|text| {
        parse_time(TimeFormat::Unix, text).or_else(|| parse_time(TimeFormat::Rfc3339, text))
    });
    if let Some(None) = time {
        wrong.push(
            "--now is not a time: write `2013-04-21T16:15:45Z`, or seconds since 1970".to_owned(),
        );
    }
    let nonce = args.nonce.as_deref().map(parse_nonce);
    if let Some(None) = nonce {
        wrong.push("--nonce is not a nonce: write 32 hexadecimal digits, or a UUID".to_owned());
    }
    for (option, is_given) in [
        ("--now", args.now.is_some()),
        ("--nonce", args.nonce.is_some()),
    ] {
        if is_given && !is_needed {
            wrong.push(format!(
                "{option} has no effect: the request has no time, no nonce and no signature"
            ));
        }
    }
    let auth = credentials.way().map(|auth| &call.plan().auths[auth]);
    let adds = |place| auth.is_some_and(|auth| auth.computed(Some(place)).next().is_some());
    if args.form == Form::Body && adds(ComputedPlace::Parameter) {
        wrong.push("the authentication method adds parameters when the request is complete: print it with --as http".to_owned());
    }
    if !wrong.is_empty() {
        return Err(Stop::Failure(wrong));
    }
    if !is_needed {
        return Ok(None);
    }
    let mut moment = Moment::now().map_err(|error| Stop::because(error.to_string()))?;
    if let Some(millis) = time.flatten() {
        moment = moment.with_time(SystemTime::UNIX_EPOCH + Duration::from_millis(millis));
    }
    if let Some(nonce) = nonce.flatten() {
        moment = moment.with_nonce(nonce);
    }
    Ok(Some(moment))
}
