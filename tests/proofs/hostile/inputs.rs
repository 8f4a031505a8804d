//! Hostile messages, made from a good one: every field in turn takes every value that has ever hurt anyone.

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MessageDescriptor, ReflectMessage as _, Value};

use crate::harness::logs::MARKER;
use crate::harness::nobody;

/// How many entries a list is made to have.
const MANY: usize = 10_000;

/// One way to spoil a message: a field, and what is put there; nothing leaves it out.
pub struct Input {
    /// Which field is how.
    pub what: String,
    path: Vec<FieldDescriptor>,
    value: Option<Value>,
}

impl Input {
    /// The good message, spoiled.
    pub fn onto(&self, good: &DynamicMessage) -> DynamicMessage {
        let mut message = good.clone();
        put(&mut message, &self.path, self.value.clone());
        aim(&mut message, &self.path);
        message
    }
}

/// Every way to spoil a message.
pub fn of(good: &DynamicMessage) -> Vec<Input> {
    let mut paths = Vec::new();
    fields(&good.descriptor(), &mut Vec::new(), &mut paths);
    let mut inputs = Vec::new();
    for path in paths {
        let Some((field, before)) = path.split_last() else { continue };
        let present = at(good, before).map(|message| message.get_field(field).into_owned());
        let names: Vec<&str> = path.iter().map(FieldDescriptor::name).collect();
        for (how, value) in values(field, present) {
            let what = format!("{} {how}", names.join("."));
            inputs.push(Input { what, path: path.clone(), value });
        }
    }
    inputs
}

/// A message with something in every field.
pub fn full(message: &MessageDescriptor) -> DynamicMessage {
    let mut made = DynamicMessage::new(message.clone());
    let mut paths = Vec::new();
    fields(message, &mut Vec::new(), &mut paths);
    for path in paths {
        let Some(field) = path.last() else { continue };
        let one = match field.kind() {
            Kind::Message(_) => continue,
            Kind::String => Value::String("something".into()),
            Kind::Enum(_) => Value::EnumNumber(1),
            Kind::Bool => Value::Bool(true),
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(3),
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(3),
            other => Value::default_value(&other),
        };
        put(&mut made, &path, Some(if field.is_list() { Value::List(vec![one]) } else { one }));
    }
    made
}

/// Every path to a field, but not around in circles.
fn fields(
    message: &MessageDescriptor,
    path: &mut Vec<FieldDescriptor>,
    found: &mut Vec<Vec<FieldDescriptor>>,
) {
    for field in message.fields() {
        if path.iter().any(|before| before.parent_message() == message) {
            continue;
        }
        path.push(field.clone());
        found.push(path.clone());
        if let Kind::Message(inner) = field.kind() {
            fields(&inner, path, found);
        }
        path.pop();
    }
}

/// The message at the end of a path, when there is one.
fn at(message: &DynamicMessage, path: &[FieldDescriptor]) -> Option<DynamicMessage> {
    let Some((field, rest)) = path.split_first() else { return Some(message.clone()) };
    let inner = match &*message.get_field(field) {
        Value::Message(inner) => inner.clone(),
        Value::List(list) => list.first()?.as_message()?.clone(),
        _ => return None,
    };
    at(&inner, rest)
}

/// Puts a value at the end of a path, in the first entry of lists; nothing leaves the field out.
fn put(message: &mut DynamicMessage, path: &[FieldDescriptor], value: Option<Value>) {
    let Some((field, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        match value {
            Some(value) => message.set_field(field, value),
            None => message.clear_field(field),
        }
        return;
    }
    let inner = match message.get_field_mut(field) {
        Value::List(list) => {
            if list.is_empty() {
                list.push(Value::default_value(&field.kind()));
            }
            &mut list[0]
        }
        inner => inner,
    };
    if let Some(inner) = inner.as_message_mut() {
        put(inner, rest, value);
    }
}

/// Has the mask of an update name the hostile field.
fn aim(message: &mut DynamicMessage, path: &[FieldDescriptor]) {
    let (Some(record), Some(field)) = (path.first(), path.get(1)) else { return };
    if record.name() == "update_mask" {
        return;
    }
    if let Some(Value::Message(mask)) = message.get_field_by_name_mut("update_mask") {
        let paths = Value::List(vec![Value::String(field.name().to_owned())]);
        mask.set_field_by_name("paths", paths);
    }
}

fn values(field: &FieldDescriptor, present: Option<Value>) -> Vec<(String, Option<Value>)> {
    let kind = field.kind();
    let mut values = vec![("left out".to_owned(), None)];
    if !field.is_list() {
        values.extend(singles(&kind).into_iter().map(|(how, value)| (how, Some(value))));
        return values;
    }
    let present = present.and_then(|value| value.as_list().map(<[Value]>::to_vec)).unwrap_or_default();
    for (how, value) in singles(&kind) {
        let list = present.iter().cloned().chain([value]).collect();
        values.push((format!("with {how}"), Some(Value::List(list))));
    }
    let plain = match kind {
        Kind::String => Value::String("x".into()),
        Kind::Enum(_) => Value::EnumNumber(1),
        ref other => Value::default_value(other),
    };
    values.push((format!("{MANY} times"), Some(Value::List(vec![plain; MANY]))));
    if let Some(first) = present.first() {
        let many = vec![first.clone(); MANY];
        values.push((format!("{MANY} times the same"), Some(Value::List(many))));
    }
    values
}

fn singles(kind: &Kind) -> Vec<(String, Value)> {
    fn named<T: std::fmt::Debug>(values: Vec<T>, value: impl Fn(T) -> Value) -> Vec<(String, Value)> {
        values.into_iter().map(|it| (format!("{it:?}"), value(it))).collect()
    }
    match kind {
        Kind::String => texts().into_iter().map(|(how, text)| (how.into(), Value::String(text))).collect(),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => named(vec![i32::MIN, -1, 0, i32::MAX], Value::I32),
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => named(vec![i64::MIN, -1, 0, i64::MAX], Value::I64),
        Kind::Uint32 | Kind::Fixed32 => named(vec![0, u32::MAX], Value::U32),
        Kind::Uint64 | Kind::Fixed64 => named(vec![0, u64::MAX], Value::U64),
        Kind::Double => {
            named(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, 1e-320, -0.0, 181.0], Value::F64)
        }
        Kind::Float => named(vec![f32::NAN, f32::INFINITY, f32::MAX], Value::F32),
        Kind::Bool => named(vec![true, false], Value::Bool),
        Kind::Enum(_) => named(vec![i32::MIN, -1, 0, 99, i32::MAX], Value::EnumNumber),
        Kind::Bytes => vec![("of noise".into(), Value::Bytes(vec![0xff; 1000].into()))],
        Kind::Message(message) => {
            vec![("empty".into(), Value::Message(DynamicMessage::new(message.clone())))]
        }
    }
}

/// Text that has hurt someone before. What could be private carries the marker.
fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("with a NUL", format!("{MARKER}\0{MARKER}")),
        ("of 100 kB", MARKER.repeat(100_000 / MARKER.len())),
        ("of emoji", format!("👩🏽‍🦼🏳️‍🌈\u{fe0f} {MARKER}")),
        ("right to left", format!("\u{202e}{MARKER}\u{2066} مثال עברית \u{202c}")),
        ("of SQL", format!("'; drop table event; -- {MARKER}")),
        ("of HTML", format!("<script>alert('{MARKER}')</script>&amp;\"><img src=x onerror=x>")),
        ("of lone marks", format!("\u{301}\u{327}\u{20dd}{MARKER}")),
        ("like a path", format!("../../{MARKER}/%2e%2e/etc/passwd")),
        ("with line ends", format!("{MARKER}\r\nSet-Cookie: a=b\r\n\r\n")),
        ("of spaces", "\u{a0}\u{2003} \t".into()),
        ("like a number", "-99999999999999999999".into()),
        ("like an etag", format!("v{}", i64::MAX)),
        ("like a date", "0000-13-32".into()),
        ("of the last day", "9999-12-31".into()),
        ("a person", nobody("people")),
        ("an organisation", nobody("ulos")),
        ("a case", nobody("cases")),
        ("a council", "councils/E08000033".into()),
        ("a council there is not", format!("councils/{MARKER}")),
        ("a nil name", "people/00000000-0000-0000-0000-000000000000".into()),
    ]
}

/// Bytes that are no message of this kind, or barely.
pub fn garbage(good: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = vec![
        ("a lone byte".into(), vec![0xff]),
        ("a field of number 0".into(), vec![0x02, 0x01, 0x00]),
        ("a length beyond the end".into(), vec![0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
        ("a varint without end".into(), vec![0x80; 64]),
        ("a group without end".into(), [0x0b].repeat(10_000)),
        ("text that is not UTF-8".into(), [&[0x0a, 24], MARKER.as_bytes(), &[0xff; 14]].concat()),
        ("messages within messages".into(), nested(2_000)),
    ];
    let cuts = (1..=8).map(|part| good.len() * part / 9).filter(|cut| *cut > 0);
    all.extend(cuts.map(|cut| (format!("cut after {cut} bytes"), good[..cut].to_vec())));
    let mut noise = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0_u8..16 {
        let bytes = (0..usize::from(round) * 40 + 1).map(|_| {
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            noise.to_le_bytes()[3]
        });
        all.push((format!("noise {round}"), bytes.collect()));
    }
    all
}

/// Field 1 within field 1, so many deep.
fn nested(depth: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..depth {
        let mut outer = vec![0x0a];
        prost::encoding::encode_varint(bytes.len() as u64, &mut outer);
        outer.append(&mut bytes);
        bytes = outer;
    }
    bytes
}

/// The good message with so many bytes more than a service takes, in a field nobody knows.
pub fn oversized(good: &[u8]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    bytes.extend([0xfa, 0xff, 0xff, 0xff, 0x0f]);
    prost::encoding::encode_varint(platform::MAX_MESSAGE as u64, &mut bytes);
    bytes.resize(bytes.len() + platform::MAX_MESSAGE, b'x');
    bytes
}
