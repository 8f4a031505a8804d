//! What a person needs to take part, one category a page. Never what they have.

use std::collections::HashSet;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use platform::Error;
use proto::people::v1 as pb;

use crate::asked::Asked;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::mine;
use crate::said;
use crate::said::access::{GROUPS, Group};
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/people/{id}/needs", get(show))
        .route("/people/{id}/needs/{category}", get(edit).post(save))
}

#[derive(Template)]
#[template(path = "needs/show.html")]
struct Show {
    person: String,
    groups: Vec<(Group, Vec<Text>)>,
    setup: bool,
}

#[derive(Template)]
#[template(path = "needs/edit.html")]
struct Edit {
    form: Form,
    group: Group,
}

/// One need in words.
pub(crate) fn words(need: &pb::Need) -> Text {
    let item = match need.category() {
        pb::need::Category::CommunityLanguage => said::language::language(&need.item),
        _ => said::access::item(&need.item),
    };
    if need.share { item } else { text("needs-private").with("item", item) }
}

async fn show(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let needs = mine::current_needs(&visit, &person).await?;
    let of = |group: &Group| {
        needs.iter().filter(|need| need.category() == group.category).map(words).collect::<Vec<_>>()
    };
    let groups = GROUPS.iter().map(|group| (*group, of(group))).collect();
    let page = visit.page(text("needs-title")).back(format!("/{person}"));
    page.show(&Show { person, groups, setup: asked.value("then") == "setup" })
}

fn group(slug: &str) -> Result<Group, Failure> {
    let found = GROUPS.iter().find(|group| group.slug == slug);
    found.copied().ok_or_else(|| Error::not_found("this page").into())
}

/// The needs of one category that hold now.
async fn of_group(visit: &Visit, person: &str, group: &Group) -> Result<Vec<pb::Need>, Failure> {
    let mut needs = mine::current_needs(visit, person).await?;
    needs.retain(|need| need.category() == group.category);
    Ok(needs)
}

async fn edit(
    visit: Visit,
    Path((id, category)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    let (person, group) = (mine::own(&visit, &id)?, group(&category)?);
    let needs = of_group(&visit, &person, &group).await?;
    let private = !needs.is_empty() && needs.iter().all(|need| !need.share);
    let form = needs.iter().fold(Form::new(), |form, need| form.with("item", &need.item));
    let form = form.with("share", if private { "no" } else { "yes" });
    ask(&visit, &person, group, form, &asked)
}

fn ask(visit: &Visit, person: &str, group: Group, form: Form, asked: &Asked) -> Result<Response, Failure> {
    let page = visit.page(text(group.question)).back(back(person, asked)).asking(&form);
    page.show(&Edit { form, group })
}

fn back(person: &str, asked: &Asked) -> String {
    let setup = if asked.value("then") == "setup" { "?then=setup" } else { "" };
    format!("/{person}/needs{setup}")
}

/// The items of a category to choose from.
fn choices<'a>(form: &'a Form, group: &Group) -> Choices<'a> {
    let asked = Choices::many(form, "item").label(text(group.question)).hint(text("needs-hint")).heading();
    let items = group.items.iter().fold(asked, |asked, item| asked.option(item, said::access::item(item)));
    if !group.items.is_empty() {
        return items;
    }
    let listed = |tag: &str| said::language::LANGUAGES.iter().any(|(known, _)| *known == tag);
    let others = form.all("item").filter(|tag| !listed(tag));
    let languages = items.options(said::language::LANGUAGES);
    others.fold(languages, |languages, tag| languages.option(tag, said::language::language(tag)))
}

/// Records what is new, says what holds no longer, and changes what is shared.
async fn save(
    visit: Visit,
    Path((id, category)): Path<(String, String)>,
    asked: Asked,
    form: Form,
) -> Result<Response, Failure> {
    let (person, group) = (mine::own(&visit, &id)?, group(&category)?);
    let share = form.value("share") != "no";
    let chosen: HashSet<String> = form.list("item").into_iter().collect();
    let mut left = chosen.clone();
    for need in of_group(&visit, &person, &group).await? {
        left.remove(&need.item);
        let kept = chosen.contains(&need.item);
        let changed = match kept {
            false => remove(&visit, need).await,
            true if need.share != share => change(&visit, need, share).await,
            true => Ok(()),
        };
        if let Err(error) = changed {
            return ask(&visit, &person, group, form.again(error)?, &asked);
        }
    }
    for item in left {
        if let Err(error) = create(&visit, &person, &group, &item, share, &form).await {
            return ask(&visit, &person, group, form.again(of_item(error))?, &asked);
        }
    }
    Ok(visit.go_saying(&back(&person, &asked), "profile-saved"))
}

/// Two that record the same need at once both have what they wanted.
fn of_item(error: Error) -> Error {
    match error {
        Error::Invalid(violations) => {
            let text = violations.first().map(|violation| violation.text.to_string()).unwrap_or_default();
            Error::invalid("need.item", text)
        }
        other => other,
    }
}

async fn create(
    visit: &Visit,
    person: &str,
    group: &Group,
    item: &str,
    share: bool,
    form: &Form,
) -> Result<(), Error> {
    let need = pb::Need {
        category: group.category.into(),
        item: item.to_owned(),
        share,
        person: person.to_owned(),
        ..Default::default()
    };
    let message = pb::CreateNeedRequest { need: Some(need), request_id: form.request_id_for(item) };
    match visit.services().needs().create_need(visit.ask(message)?).await.map_err(Error::from) {
        Ok(_) | Err(Error::AlreadyExists { reason: "NEED_ALREADY_RECORDED", .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

async fn change(visit: &Visit, mut need: pb::Need, share: bool) -> Result<(), Error> {
    need.share = share;
    let message = pb::UpdateNeedRequest {
        need: Some(need),
        update_mask: Some(prost_types::FieldMask { paths: vec!["share".to_owned()] }),
    };
    visit.services().needs().update_need(visit.ask(message)?).await?;
    Ok(())
}

async fn remove(visit: &Visit, need: pb::Need) -> Result<(), Error> {
    let message = pb::RemoveNeedRequest { name: need.name, etag: need.etag };
    visit.services().needs().remove_need(visit.ask(message)?).await?;
    Ok(())
}
