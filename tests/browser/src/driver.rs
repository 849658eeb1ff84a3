//! A small client of WebDriver, with the commands of Chromium for what WebDriver does not have.

use std::process::Command;

use serde_json::{Value, json};
use ureq::Agent;

use crate::programs::{Programs, Running};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with one window.
pub(crate) struct Driver {
    agent: Agent,
    session: String,
    _running: Running,
}

impl Driver {
    /// Starts the driver and the browser.
    pub(crate) fn start(programs: &Programs) -> Result<Driver> {
        let mut command = Command::new(&programs.chromedriver);
        let started = "started successfully on port ";
        let (running, line) = Running::start(command.arg("--port=0"), started)?;
        let port = line.split(started).nth(1).map(|it| it.trim_matches('.'));
        let config = Agent::config_builder().proxy(None);
        let agent = config.http_status_as_error(false).build().new_agent();
        let mut driver = Driver {
            agent,
            session: format!("http://127.0.0.1:{}/session", port.ok_or("no port")?),
            _running: running,
        };
        // Root cannot use the sandbox, and a container has little shared memory.
        let options = json!({
            "binary": programs.chromium,
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--no-proxy-server", "--disable-background-networking",
            ],
        });
        let wanted = json!({ "alwaysMatch": { "goog:chromeOptions": options } });
        let session = driver.send("", Some(json!({ "capabilities": wanted })))?;
        let id = session["sessionId"].as_str().ok_or("no session")?;
        driver.session = format!("{}/{id}", driver.session);
        Ok(driver)
    }

    /// Sends a command: with a body by POST, otherwise by GET.
    fn send(&self, path: &str, body: Option<Value>) -> Result<Value> {
        let url = format!("{}{path}", self.session);
        let mut response = match body {
            Some(body) => {
                let request = self
                    .agent
                    .post(&url)
                    .header("Content-Type", "application/json");
                request.send(body.to_string())?
            }
            None => self.agent.get(&url).call()?,
        };
        let text = response
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_string()?;
        let mut answer: Value = serde_json::from_str(&text)?;
        let value = answer["value"].take();
        match value.get("error") {
            Some(_) => Err(format!("{path}: {}", value["message"].as_str().unwrap_or("?")).into()),
            None => Ok(value),
        }
    }

    /// Opens an address.
    pub(crate) fn open(&self, url: &str) -> Result<()> {
        self.send("/url", Some(json!({ "url": url })))?;
        Ok(())
    }

    /// Runs a script in the page, and returns what it returns.
    pub(crate) fn run(&self, script: &str) -> Result<Value> {
        self.send(
            "/execute/sync",
            Some(json!({ "script": script, "args": [] })),
        )
    }

    /// Types a text into the element with an identifier, after what is in it.
    pub(crate) fn type_into(&self, id: &str, text: &str) -> Result<()> {
        let element = self.element(id)?;
        self.send(
            &format!("/element/{element}/value"),
            Some(json!({ "text": text })),
        )?;
        Ok(())
    }

    /// Empties the element with an identifier.
    pub(crate) fn clear(&self, id: &str) -> Result<()> {
        let element = self.element(id)?;
        self.send(&format!("/element/{element}/clear"), Some(json!({})))?;
        Ok(())
    }

    /// Clicks the first element of a CSS selector.
    pub(crate) fn click(&self, selector: &str) -> Result<()> {
        let element = self.find(selector)?;
        self.send(&format!("/element/{element}/click"), Some(json!({})))?;
        Ok(())
    }

    fn element(&self, id: &str) -> Result<String> {
        self.find(&format!("[id=\"{id}\"]"))
    }

    fn find(&self, selector: &str) -> Result<String> {
        let wanted = json!({ "using": "css selector", "value": selector });
        let found = self.send("/element", Some(wanted))?;
        Ok(found[ELEMENT].as_str().ok_or("no element")?.to_owned())
    }

    /// Presses and releases keys, one after the other.
    pub(crate) fn press(&self, keys: &[&str]) -> Result<()> {
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })))
            .collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.send("/actions", Some(json!({ "actions": [keyboard] })))?;
        Ok(())
    }

    /// Sends a command of the browser's own protocol.
    pub(crate) fn browser(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.send("/goog/cdp/execute", Some(body))
    }
}
