//! Messages of WeChat's push, in XML or JSON, as one tree; and the events in them that matter here.
//!
//! The two forms differ in more than brackets: XML wraps the lists of subscription events once more, all of its values are texts, and
//! JSON writes a list of one as the thing itself. So both become a tree that is looked at leniently.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event as Xml;
use serde_json::{Map, Value};

/// XML deeper than this is none of WeChat's.
const DEPTH: usize = 16;

/// A message that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("a message that is neither XML nor JSON of WeChat's")]
pub struct Unreadable;

/// One answer to one template in a popup, or one change in the settings of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// WeChat's id of the template.
    pub template_id: String,
    /// Whether the person agreed.
    pub accepted: bool,
}

/// What became of one message that we sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// WeChat's id of the template.
    pub template_id: String,
    /// 0 when it arrived.
    pub errcode: i64,
}

/// What WeChat makes of a picture or sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaResult {
    /// The trace that the question was given.
    pub trace_id: String,
    /// Other than 0: it could not look.
    pub errcode: i64,
    /// `pass`, `review`, `risky`, or what else it says.
    pub suggest: String,
    /// Its label.
    pub label: i64,
    /// Of which mini-program.
    pub app_id: String,
}

/// An event that matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody answered a popup.
    Popup(Vec<Answered>),
    /// Somebody turned messages off (or on) in WeChat's own settings.
    Change(Vec<Answered>),
    /// Messages arrived or did not.
    Sent(Vec<Delivered>),
    /// A verdict on media.
    Media(MediaResult),
    /// Anything else.
    Other,
}

/// Reads a body as a tree: JSON when it begins with a brace, else XML.
///
/// # Errors
/// When it is neither.
pub fn read(body: &[u8]) -> Result<Value, Unreadable> {
    let text = std::str::from_utf8(body).map_err(|_not_utf8| Unreadable)?;
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|_not_json| Unreadable)
    } else {
        read_xml(text)
    }
}

/// The text of a member, whether it is written as a text or as a number.
#[must_use]
pub fn text(tree: &Value, name: &str) -> Option<String> {
    match tree.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn number(tree: &Value, name: &str) -> Option<i64> {
    text(tree, name)?.trim().parse().ok()
}

/// The event in a message.
#[must_use]
pub fn event(tree: &Value) -> Event {
    match text(tree, "Event").as_deref() {
        Some("subscribe_msg_popup_event") => Event::Popup(answers(tree, "SubscribeMsgPopupEvent")),
        Some("subscribe_msg_change_event") => {
            Event::Change(answers(tree, "SubscribeMsgChangeEvent"))
        }
        Some("subscribe_msg_sent_event") => Event::Sent(
            items(tree, "SubscribeMsgSentEvent")
                .into_iter()
                .filter_map(|item| {
                    Some(Delivered {
                        template_id: text(item, "TemplateId")?,
                        errcode: number(item, "ErrorCode")?,
                    })
                })
                .collect(),
        ),
        Some("wxa_media_check") => media(tree).map_or(Event::Other, Event::Media),
        _ => Event::Other,
    }
}

fn answers(tree: &Value, wrapper: &str) -> Vec<Answered> {
    let answer = |item: &Value| {
        let status = text(item, "SubscribeStatusString")?;
        Some(Answered {
            template_id: text(item, "TemplateId")?,
            // acceptWithAudio and its like agree too.
            accepted: status.starts_with("accept"),
        })
    };
    items(tree, wrapper)
        .into_iter()
        .filter_map(answer)
        .collect()
}

/// The `List`, wrapped or not, with one member or many.
fn items<'a>(tree: &'a Value, wrapper: &str) -> Vec<&'a Value> {
    match tree.get(wrapper).unwrap_or(tree).get("List") {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(item) => vec![item],
        None => Vec::new(),
    }
}

fn media(tree: &Value) -> Option<MediaResult> {
    let result = tree.get("result").unwrap_or(&Value::Null);
    Some(MediaResult {
        trace_id: text(tree, "trace_id")?,
        errcode: number(tree, "errcode").unwrap_or(0),
        suggest: text(result, "suggest").unwrap_or_default(),
        label: number(result, "label").unwrap_or(0),
        app_id: text(tree, "appid").unwrap_or_default(),
    })
}

/// An element on its way: its name, its text, its children.
struct Open {
    name: String,
    text: String,
    children: Map<String, Value>,
}

/// XML as a tree below its root: an element with children is an object, one that repeats a list, any other a text. Document types are
/// refused, and no entity is known but XML's own five.
fn read_xml(text: &str) -> Result<Value, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    loop {
        match reader.read_event().map_err(|_not_xml| Unreadable)? {
            Xml::Start(start) if open.len() < DEPTH => open.push(Open {
                name: start.name().into_inner().to_owned(),
                text: String::new(),
                children: Map::new(),
            }),
            Xml::Start(_) | Xml::DocType(_) => return Err(Unreadable),
            Xml::Text(piece) => append(&mut open, &piece.xml10_content()),
            Xml::CData(piece) => append(&mut open, &piece.xml10_content()),
            Xml::GeneralRef(entity) => {
                let resolved = match entity.resolve_char_ref().map_err(|_bad| Unreadable)? {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&entity.xml10_content())
                        .ok_or(Unreadable)?
                        .to_owned(),
                };
                append(&mut open, &resolved);
            }
            Xml::End(_) => {
                let done = open.pop().ok_or(Unreadable)?;
                let value = if done.children.is_empty() {
                    Value::String(done.text.trim().to_owned())
                } else {
                    Value::Object(done.children)
                };
                match open.last_mut() {
                    Some(parent) => add_child(&mut parent.children, done.name, value),
                    None if value.is_object() => return Ok(value),
                    None => return Err(Unreadable),
                }
            }
            Xml::Eof => return Err(Unreadable),
            Xml::Empty(_) | Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) => {}
        }
    }
}

fn append(open: &mut [Open], piece: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(piece);
    }
}

fn add_child(children: &mut Map<String, Value>, name: String, value: Value) {
    match children.get_mut(&name) {
        None => {
            children.insert(name, value);
        }
        Some(Value::Array(items)) => items.push(value),
        Some(first) => {
            let first = first.take();
            children.insert(name, Value::Array(vec![first, value]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POPUP: &str = "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName>
        <CreateTime>1610969440</CreateTime><MsgType><![CDATA[event]]></MsgType>
        <Event><![CDATA[subscribe_msg_popup_event]]></Event><SubscribeMsgPopupEvent>
        <List><TemplateId><![CDATA[t1]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString></List>
        <List><TemplateId>t&amp;2</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>
        </SubscribeMsgPopupEvent></xml>";

    fn answered(template_id: &str, accepted: bool) -> Answered {
        Answered {
            template_id: template_id.to_owned(),
            accepted,
        }
    }

    #[test]
    fn both_forms_say_the_same() {
        let tree = read(POPUP.as_bytes()).unwrap();
        assert_eq!(text(&tree, "FromUserName").as_deref(), Some("o1"));
        let both = vec![answered("t1", true), answered("t&2", false)];
        assert_eq!(event(&tree), Event::Popup(both));
        // A list of one is the thing itself, in both forms.
        let json = r#"{"FromUserName":"o1","CreateTime":1625575518,"MsgType":"event","Event":"subscribe_msg_change_event",
            "List":{"SubscribeStatusString":"reject","TemplateId":"t1"}}"#;
        let tree = read(json.as_bytes()).unwrap();
        assert_eq!(event(&tree), Event::Change(vec![answered("t1", false)]));
        let one = POPUP.replace("<List><TemplateId>t&amp;2</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>", "");
        assert_eq!(
            event(&read(one.as_bytes()).unwrap()),
            Event::Popup(vec![answered("t1", true)])
        );
    }

    #[test]
    fn media_results_are_read() {
        let json = r#"{"Event":"wxa_media_check","appid":"wx8f","trace_id":"60f9","version":2,"errcode":0,
            "result":{"suggest":"risky","label":20002}}"#;
        let Event::Media(result) = event(&read(json.as_bytes()).unwrap()) else {
            panic!("a media result")
        };
        assert_eq!((result.suggest.as_str(), result.label), ("risky", 20002));
    }

    #[test]
    fn what_is_no_message_is_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"b\">]><xml><A>&a;</A></xml>";
        let deep = "<a>".repeat(40);
        for bad in [
            "",
            "x",
            "<xml>",
            "{",
            "[1]",
            "<xml></xml>",
            "<xml><A>&b;</A></xml>",
            bomb,
            &deep,
        ] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(read(&[0xff, 0xfe]).is_err());
        assert_eq!(
            event(&read(b"{\"Event\":\"other\"}").unwrap()),
            Event::Other
        );
    }
}
