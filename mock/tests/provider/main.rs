//! Sends requests to mocks of the shipped schemas, over HTTP.

mod contacts;
mod faults;
mod frames;
mod records;
mod refusals;
mod requests;
mod sessions;
mod signed;
mod support;
