//! The rules of the protos, read from the descriptors.

use std::collections::HashMap;

use prost::Message as _;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto,
};

/// Methods that are neither standard methods nor verbs on one record.
const NEITHER: [&str; 5] = ["Follow", "FindCouncil", "FindOptions", "SuggestBuddies", "SuggestHelped"];
/// Reference data that never changes while running has no times and no etag.
const WITHOUT_ETAG: &[&str] =
    &["DirectoryEntry", "MappingStudy", "Maturity", "Proposal", "Queue", "Council", "Instrument", "Link"];

/// Our own files.
pub fn files() -> Vec<FileDescriptorProto> {
    let set = FileDescriptorSet::decode(proto::DESCRIPTOR_SET).expect("the descriptors decode");
    set.file.into_iter().filter(|file| file.package().starts_with("alongside.")).collect()
}

/// Every method of ours: file, gRPC service and method.
pub fn methods() -> Vec<(String, String, MethodDescriptorProto)> {
    let mut found = Vec::new();
    for file in files() {
        for service in &file.service {
            for method in &service.method {
                found.push((file.package().to_owned(), service.name().to_owned(), method.clone()));
            }
        }
    }
    found
}

/// Every message of ours by its full name, nested ones too.
fn messages() -> HashMap<String, DescriptorProto> {
    fn add(prefix: &str, message: &DescriptorProto, found: &mut HashMap<String, DescriptorProto>) {
        let name = format!("{prefix}.{}", message.name());
        message.nested_type.iter().for_each(|nested| add(&name, nested, found));
        found.insert(name, message.clone());
    }
    let mut found = HashMap::new();
    for file in files() {
        let package = format!(".{}", file.package());
        file.message_type.iter().for_each(|message| add(&package, message, &mut found));
    }
    found
}

fn fields(message: &DescriptorProto) -> Vec<&str> {
    message.field.iter().map(|field| field.name()).collect()
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The paths of everything that can carry a comment, after descriptor.proto's field numbers.
fn commentable(file: &FileDescriptorProto) -> Vec<(Vec<i32>, String)> {
    fn of_enum(path: Vec<i32>, name: &str, item: &EnumDescriptorProto, found: &mut Vec<(Vec<i32>, String)>) {
        for (index, value) in (0..).zip(&item.value) {
            found.push(([path.clone(), vec![2, index]].concat(), format!("{name}.{}", value.name())));
        }
        found.push((path, name.to_owned()));
    }
    fn of_message(path: Vec<i32>, message: &DescriptorProto, found: &mut Vec<(Vec<i32>, String)>) {
        let name = message.name();
        for (index, field) in (0..).zip(&message.field) {
            found.push(([path.clone(), vec![2, index]].concat(), format!("{name}.{}", field.name())));
        }
        for (index, nested) in (0..).zip(&message.nested_type) {
            of_message([path.clone(), vec![3, index]].concat(), nested, found);
        }
        for (index, item) in (0..).zip(&message.enum_type) {
            of_enum([path.clone(), vec![4, index]].concat(), &format!("{name}.{}", item.name()), item, found);
        }
        found.push((path, name.to_owned()));
    }
    let mut found = Vec::new();
    for (index, message) in (0..).zip(&file.message_type) {
        of_message(vec![4, index], message, &mut found);
    }
    for (index, item) in (0..).zip(&file.enum_type) {
        of_enum(vec![5, index], item.name(), item, &mut found);
    }
    for (index, service) in (0..).zip(&file.service) {
        found.push((vec![6, index], service.name().to_owned()));
        for (number, method) in (0..).zip(&service.method) {
            found.push((vec![6, index, 2, number], format!("{}.{}", service.name(), method.name())));
        }
    }
    found
}

#[test]
fn everything_has_a_comment() {
    let mut wrong = Vec::new();
    for file in files() {
        let locations = file.source_code_info.clone().unwrap_or_default().location;
        let comments: HashMap<Vec<i32>, String> = locations
            .into_iter()
            .map(|location| (location.path.clone(), location.leading_comments().trim().to_owned()))
            .collect();
        for (path, name) in commentable(&file) {
            if comments.get(&path).is_none_or(String::is_empty) {
                wrong.push(format!("{}: {name} has no comment", file.name()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn enums_begin_with_unspecified_and_carry_their_prefix() {
    let mut wrong = Vec::new();
    for (name, message) in messages() {
        for item in &message.enum_type {
            let mut prefix = String::new();
            for (index, letter) in item.name().char_indices() {
                if letter.is_uppercase() && index > 0 {
                    prefix.push('_');
                }
                prefix.push(letter.to_ascii_uppercase());
            }
            let zero = item.value.first().map(|value| (value.name().to_owned(), value.number()));
            if zero != Some((format!("{prefix}_UNSPECIFIED"), 0)) {
                wrong.push(format!("{name}.{}: zero is not {prefix}_UNSPECIFIED", item.name()));
            }
            for value in item.value.iter().filter(|value| !value.name().starts_with(&prefix)) {
                wrong.push(format!("{name}: {} does not begin with {prefix}_", value.name()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn methods_keep_their_shapes() {
    let messages = messages();
    let mut wrong = Vec::new();
    for (_, service, method) in methods() {
        let name = method.name();
        let input = &messages[method.input_type()];
        let has = |wanted: &[&str]| wanted.iter().all(|field| fields(input).contains(field));
        let kept = match name {
            _ if NEITHER.contains(&name) => true,
            _ if name.starts_with("Create") || name.starts_with("Offer") => has(&["request_id"]),
            _ if name.starts_with("Get") => has(&["name"]),
            _ if name.starts_with("List") => {
                let output = messages[method.output_type()].clone();
                fields(&output).get(1) == Some(&"next_page_token") && has(&["page_size", "page_token"])
            }
            // Numbered pages, as other systems' standards want them.
            _ if name.starts_with("Search") => has(&["page_number", "page_size"]),
            _ if name.starts_with("Update") => has(&["update_mask"]),
            _ => has(&["name", "etag"]),
        };
        if !kept {
            wrong.push(format!("{service}.{name}: {:?}", fields(input)));
        }
        if method.input_type().rsplit('.').next() != Some(&format!("{name}Request")) {
            wrong.push(format!("{service}.{name} takes {}", method.input_type()));
        }
    }
    none(&wrong);
}

#[test]
fn no_two_methods_share_a_request() {
    let mut seen = HashMap::new();
    for (_, service, method) in methods() {
        let name = format!("{service}.{}", method.name());
        let before = seen.insert(method.input_type().to_owned(), name.clone());
        assert_eq!(before, None, "{name} shares {}", method.input_type());
    }
}

#[test]
fn records_end_in_their_times_and_etag() {
    let mut wrong = Vec::new();
    let messages = messages();
    for (_, _, method) in methods().into_iter().filter(|(_, _, method)| method.name().starts_with("Get")) {
        let record = &messages[method.output_type()];
        if WITHOUT_ETAG.contains(&record.name()) {
            continue;
        }
        let fields = fields(record);
        if fields.first() != Some(&"name") || !fields.ends_with(&["create_time", "update_time", "etag"]) {
            wrong.push(format!("{}: {fields:?}", record.name()));
        }
    }
    none(&wrong);
}

#[test]
fn money_and_time_say_their_units() {
    let mut wrong = Vec::new();
    for (name, message) in messages() {
        for field in &message.field {
            let stamped = field.type_name() == ".google.protobuf.Timestamp";
            if stamped != field.name().ends_with("_time") && field.name() != "openings_time" {
                wrong.push(format!("{name}.{}", field.name()));
            }
        }
    }
    none(&wrong);
}
