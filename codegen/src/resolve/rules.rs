//! Rules: fields and facts looked up, compared values typed, effects that can be.

use super::codes;
use super::names::{Role, ident};
use super::operation::Current;
use super::space::{Space, printable, rust_name};
use super::state::{Draft, Resolver, owned};
use crate::pattern;
use crate::plan::{
    self, Condition, ContextKind, Effect, FieldPath, Location, Presence, Rule, Test, Type, Update,
};
use crate::source::{Diagnostic, Span, Spanned};
use crate::syntax::{self, Scalar, Text};

/// What a name of a condition means.
enum Subject {
    Context(usize),
    Field(FieldPath),
}

/// What can be compared.
enum Shape {
    /// One value of this type.
    One(Type),
    /// A set or list of values of this type.
    Many(Type),
    /// An object: present or not.
    Whole,
}

impl<'a> Resolver<'a> {
    /// The rules of an operation.
    pub(super) fn rules(&mut self, current: &Current<'a>, plan: &plan::Plan) -> Vec<Rule> {
        let mut space = Space::default();
        let mut rules = Vec::new();
        for (name, rule) in &current.syntax.rules {
            let place = format!("{}.rules.{}", current.name.value, name.value);
            self.note(&place, &rule.differs);
            let named = rust_name(
                name,
                rule.rust.as_ref(),
                Role::Constant,
                &mut self.diagnostics,
            );
            let constant_name = ident(&named.stem, Role::Constant).map_or(named.rust, |c| c.rust);
            let what = format!("the rule `{}`", printable(name));
            space.take(&constant_name, what, name.span, &mut self.diagnostics);
            rules.extend(self.rule(name, constant_name, rule, current, plan));
        }
        rules
    }

    fn rule(
        &mut self,
        name: &Text,
        constant_name: String,
        rule: &syntax::Rule,
        current: &Current<'a>,
        plan: &plan::Plan,
    ) -> Option<Rule> {
        let page = self.page(rule.page.as_ref());
        let when = rule
            .when
            .iter()
            .filter_map(|condition| self.condition(condition, current, plan))
            .collect();
        let mut refusal = None;
        let mut effects = Vec::new();
        for effect in &rule.effects {
            if let syntax::Effect::Refuse(text) = &effect.value {
                refusal = Some(text.value.clone());
            }
            let last = self.effect(effect, current);
            effects.append(&mut self.more_effects);
            effects.extend(last);
        }
        let says = match (&rule.says, refusal) {
            (Some(says), _) => says.value.clone(),
            (None, Some(refusal)) => refusal,
            // That it is missing was said when the rule was read.
            (None, None) => String::new(),
        };
        Some(Rule {
            name: name.value.clone(),
            constant_name,
            when: Condition::All(when),
            path: sole_path(&effects),
            effects,
            says,
            description: owned(rule.description.as_ref()),
            page,
        })
    }

    fn condition(
        &mut self,
        condition: &syntax::Condition,
        current: &Current<'a>,
        plan: &plan::Plan,
    ) -> Option<Condition> {
        let all = |this: &mut Self, parts: &[syntax::Condition]| {
            parts
                .iter()
                .filter_map(|part| this.condition(part, current, plan))
                .collect()
        };
        Some(match condition {
            syntax::Condition::All(parts) => Condition::All(all(self, parts)),
            syntax::Condition::Any(parts) => Condition::Any(all(self, parts)),
            syntax::Condition::Not(part) => {
                Condition::Not(Box::new(self.condition(part, current, plan)?))
            }
            syntax::Condition::Test(name, test) => {
                let subject = self.subject(name, current, plan)?;
                let shape = match &subject {
                    Subject::Context(index) => context_shape(&plan.contexts[*index].kind),
                    Subject::Field(path) => {
                        let draft = self.draft_at(&current.drafts, path)?;
                        if draft.broken {
                            return None;
                        }
                        match draft.field.ty {
                            Type::List(list) => Shape::Many(list.item),
                            Type::Object(_) => Shape::Whole,
                            other => Shape::One(other),
                        }
                    }
                };
                self.test(test, name, &subject, &shape)?
            }
        })
    }

    /// The fact or the field that a condition names.
    fn subject(
        &mut self,
        name: &Text,
        current: &Current<'a>,
        plan: &plan::Plan,
    ) -> Option<Subject> {
        let context = |text: &str| {
            plan.contexts
                .iter()
                .position(|context| context.name == text)
        };
        let fact = context(name);
        let field = self.find_field(&current.drafts, name);
        match (fact, field) {
            (Some(_), Some(_)) => {
                self.error_help(
                    codes::AMBIGUOUS_NAME,
                    name.span,
                    format!("`{}` is both a field and a fact", printable(name)),
                    format!("say `field.{0}` or `context.{0}`", name.value),
                );
                None
            }
            (Some(index), None) => Some(Subject::Context(index)),
            (None, Some(path)) => Some(Subject::Field(path)),
            (None, None) => {
                if let Some(rest) = name.strip_prefix("context.") {
                    if let Some(index) = context(rest) {
                        return Some(Subject::Context(index));
                    }
                    let known = plan.contexts.iter().map(|context| context.name.as_str());
                    self.unknown_at(codes::UNKNOWN_CONTEXT, "fact", rest, name.span, known);
                    return None;
                }
                if let Some(rest) = name.strip_prefix("field.") {
                    return self
                        .field_path(rest, name.span, &current.drafts)
                        .map(Subject::Field);
                }
                let facts = plan.contexts.iter().map(|context| context.name.as_str());
                let fields = current.drafts.iter().map(|draft| draft.field.name.as_str());
                let known = facts.chain(fields);
                self.unknown(codes::UNKNOWN_FIELD, "field or fact", name, known);
                None
            }
        }
    }

    fn test(
        &mut self,
        test: &syntax::Test,
        name: &Text,
        subject: &Subject,
        shape: &Shape,
    ) -> Option<Condition> {
        let unsuitable = |this: &mut Self, message: String, help: &str| {
            this.error_help(codes::TEST_UNSUITABLE, name.span, message, help);
            None
        };
        let shown = printable(name);
        let test = match (test, shape) {
            (syntax::Test::Not(inner), _) => {
                let inner = self.test(inner, name, subject, shape)?;
                return Some(Condition::Not(Box::new(inner)));
            }
            (syntax::Test::Present(present), _) => Test::Present(*present),
            (syntax::Test::OneOf(values), Shape::One(ty)) => {
                Test::OneOf(self.known_values(values, ty)?)
            }
            (syntax::Test::HasAny(values), Shape::Many(ty)) => {
                Test::HasAny(self.known_values(values, ty)?)
            }
            (syntax::Test::HasAll(values), Shape::Many(ty)) => {
                Test::HasAll(self.known_values(values, ty)?)
            }
            (syntax::Test::Matches(text), Shape::One(Type::String(_) | Type::Enum(_))) => {
                let dialect = syntax::Dialect::default();
                Test::Matches(pattern::pattern(text, dialect, &mut self.diagnostics)?)
            }
            (syntax::Test::Matches(_), _) => {
                return unsuitable(
                    self,
                    format!("`{shown}` is no text"),
                    "`matches:` tests texts",
                );
            }
            (_, Shape::Many(_)) => {
                return unsuitable(
                    self,
                    format!("`{shown}` is a set"),
                    "test what is in it: `{ has: value }`",
                );
            }
            (_, Shape::One(_)) => {
                return unsuitable(
                    self,
                    format!("`{shown}` is a single value"),
                    "test it by equality: `name: value`, or `name: [one, other]`",
                );
            }
            (_, Shape::Whole) => {
                return unsuitable(
                    self,
                    format!("`{shown}` is an object"),
                    "test whether it is there: `{ present: true }`, or one of its members",
                );
            }
        };
        Some(match subject {
            Subject::Context(index) => Condition::Context(*index, test),
            Subject::Field(path) => Condition::Field(path.clone(), test),
        })
    }

    fn known_values(&mut self, values: &[Spanned<Scalar>], ty: &Type) -> Option<Vec<String>> {
        let mut complete = true;
        for value in values {
            complete &= self.known_value(value, ty);
        }
        complete.then(|| values.iter().map(|value| value.text.clone()).collect())
    }

    fn effect(
        &mut self,
        effect: &Spanned<syntax::Effect>,
        current: &Current<'a>,
    ) -> Option<Effect> {
        use syntax::Effect as Asked;
        let drafts = &current.drafts;
        Some(match &effect.value {
            Asked::Required(names) => {
                let paths = self.effect_paths(names, drafts)?;
                for (name, path) in names.iter().zip(&paths) {
                    self.idle(name, path, drafts);
                }
                Effect::Required(paths)
            }
            Asked::Forbidden(names) => {
                let paths = self.effect_paths(names, drafts)?;
                for (name, path) in names.iter().zip(&paths) {
                    self.impossible(name, path, drafts);
                }
                Effect::Forbidden(paths)
            }
            Asked::AtLeastOne(alternatives) => {
                Effect::AtLeastOne(self.alternatives(alternatives, drafts)?)
            }
            Asked::ExactlyOne(alternatives) => {
                Effect::ExactlyOne(self.alternatives(alternatives, drafts)?)
            }
            Asked::AllOrNone(names) => Effect::AllOrNone(self.effect_paths(names, drafts)?),
            Asked::Matches(pairs) => return self.matches_effects(pairs, drafts),
            Asked::LimitedTo(pairs) => return self.limited_effects(pairs, drafts),
            Asked::Unchanged(names) => Effect::Unchanged(self.effect_paths(names, drafts)?),
            Asked::UnchangedExcept(names) => {
                let excepted = self.effect_paths(names, drafts)?;
                Effect::Unchanged(self.all_but(&excepted, drafts))
            }
            Asked::Refuse(_) => Effect::Refuse,
        })
    }

    /// `matches:`; several fields become several effects, of which the last is given back.
    fn matches_effects(&mut self, pairs: &[(Text, Text)], drafts: &[Draft<'a>]) -> Option<Effect> {
        let mut effects = Vec::new();
        for (name, text) in pairs {
            let path = self.effect_path(name, drafts);
            let dialect = syntax::Dialect::default();
            let pattern = pattern::pattern(text, dialect, &mut self.diagnostics);
            let (Some(path), Some(pattern)) = (path, pattern) else {
                continue;
            };
            let ty = self.draft_at(drafts, &path).map(|draft| draft.field.ty);
            if !matches!(ty, Some(Type::String(_) | Type::Enum(_))) {
                self.error(
                    codes::EFFECT_UNSUITABLE,
                    name.span,
                    format!("`{}` is no text", printable(name)),
                );
                continue;
            }
            effects.push(Effect::Matches(path, pattern));
        }
        self.several(effects)
    }

    fn limited_effects(
        &mut self,
        pairs: &[(Text, Vec<Spanned<Scalar>>)],
        drafts: &[Draft<'a>],
    ) -> Option<Effect> {
        let mut effects = Vec::new();
        for (name, values) in pairs {
            let Some(path) = self.effect_path(name, drafts) else {
                continue;
            };
            let Some(draft) = self.draft_at(drafts, &path) else {
                continue;
            };
            if draft.broken {
                continue;
            }
            if matches!(draft.field.ty, Type::Object(_)) {
                self.error(
                    codes::EFFECT_UNSUITABLE,
                    name.span,
                    format!("`{}` is an object", printable(name)),
                );
                continue;
            }
            if let Some(values) = self.known_values(values, &draft.field.ty) {
                effects.push(Effect::LimitedTo(path, values));
            }
        }
        self.several(effects)
    }

    /// One effect of several: the plan has one place per field.
    fn several(&mut self, effects: Vec<Effect>) -> Option<Effect> {
        let mut effects = effects.into_iter();
        let last = effects.next_back()?;
        self.more_effects.extend(effects);
        Some(last)
    }

    fn alternatives(
        &mut self,
        alternatives: &[syntax::Alternative],
        drafts: &[Draft<'a>],
    ) -> Option<Vec<Vec<FieldPath>>> {
        let paths: Vec<_> = alternatives
            .iter()
            .map(|alternative| match alternative {
                syntax::Alternative::Field(name) => {
                    self.effect_path(name, drafts).map(|path| vec![path])
                }
                syntax::Alternative::All(names) => self.effect_paths(names, drafts),
            })
            .collect();
        paths.into_iter().collect()
    }

    fn effect_paths(&mut self, names: &[Text], drafts: &[Draft<'a>]) -> Option<Vec<FieldPath>> {
        let paths: Vec<_> = names
            .iter()
            .map(|name| self.effect_path(name, drafts))
            .collect();
        paths.into_iter().collect()
    }

    /// A field of an effect: constants cannot be demanded.
    fn effect_path(&mut self, name: &Text, drafts: &[Draft<'a>]) -> Option<FieldPath> {
        let plain = name.strip_prefix("field.");
        let path = match (self.find_field(drafts, name), plain) {
            (Some(path), _) => path,
            (None, plain) => self.field_path(plain.unwrap_or(name), name.span, drafts)?,
        };
        let draft = self.draft_at(drafts, &path)?;
        if draft.node.facets.constant.is_some() {
            self.error(
                codes::EFFECT_UNSUITABLE,
                name.span,
                format!("`{}` is a constant and always there", printable(name)),
            );
            return None;
        }
        Some(path)
    }

    fn idle(&mut self, name: &Text, path: &FieldPath, drafts: &[Draft<'a>]) {
        if path.0.len() == 1 && self.always_there(path, drafts) {
            self.diagnostics.push(
                Diagnostic::warning(
                    codes::EFFECT_IDLE,
                    name.span,
                    format!("`{}` is required anyway", printable(name)),
                )
                .help("leave it out of the rule"),
            );
        }
    }

    fn impossible(&mut self, name: &Text, path: &FieldPath, drafts: &[Draft<'a>]) {
        if path.0.len() == 1 && self.always_there(path, drafts) {
            self.error_help(
                codes::EFFECT_UNSUITABLE,
                name.span,
                format!("`{}` is required and cannot be forbidden", printable(name)),
                "to refuse the request as a whole say `refuse: sentence`",
            );
        }
    }

    fn always_there(&self, path: &FieldPath, drafts: &[Draft<'a>]) -> bool {
        self.draft_at(drafts, path)
            .is_some_and(|draft| !draft.broken && draft.field.presence == Presence::Required)
    }

    /// Every field that is no parameter of the path, no constant and not excepted.
    fn all_but(&self, excepted: &[FieldPath], drafts: &[Draft<'a>]) -> Vec<FieldPath> {
        let mut all = Vec::new();
        for (index, draft) in drafts.iter().enumerate() {
            if draft.field.location != Location::Path {
                self.but(FieldPath(vec![index]), draft, excepted, &mut all);
            }
        }
        all
    }

    fn but(
        &self,
        path: FieldPath,
        draft: &Draft<'a>,
        excepted: &[FieldPath],
        all: &mut Vec<FieldPath>,
    ) {
        if draft.field.constant.is_some() || excepted.contains(&path) {
            return;
        }
        let inside = excepted.iter().any(|other| other.0.starts_with(&path.0));
        let (Type::Object(object), true) = (&draft.field.ty, inside) else {
            all.push(path);
            return;
        };
        for (index, member) in self.objects[*object].fields.iter().enumerate() {
            let mut longer = path.clone();
            longer.0.push(index);
            self.but(longer, member, excepted, all);
        }
    }

    /// The field that a path leads to.
    pub(super) fn draft_at(&self, drafts: &[Draft<'a>], path: &FieldPath) -> Option<Draft<'a>> {
        let (first, rest) = path.0.split_first()?;
        let mut draft = drafts.get(*first)?;
        for index in rest {
            let Type::Object(object) = draft.field.ty else {
                return None;
            };
            draft = self.objects.get(object)?.fields.get(*index)?;
        }
        Some(draft.clone())
    }

    /// A field by its name, dotted into objects; silent.
    pub(super) fn find_field(&self, drafts: &[Draft<'a>], name: &str) -> Option<FieldPath> {
        if let Some(index) = drafts.iter().position(|draft| draft.field.name == name) {
            return Some(FieldPath(vec![index]));
        }
        for (at, _) in name.match_indices('.') {
            let Some(index) = drafts
                .iter()
                .position(|draft| draft.field.name == name[..at])
            else {
                continue;
            };
            let Type::Object(object) = drafts[index].field.ty else {
                continue;
            };
            let mut path = vec![index];
            path.extend(
                self.find_field(&self.objects[object].fields, &name[at + 1..])?
                    .0,
            );
            return Some(FieldPath(path));
        }
        None
    }

    /// A field by its name; says what is wrong with it.
    fn field_path(&mut self, name: &str, span: Span, drafts: &[Draft<'a>]) -> Option<FieldPath> {
        let found = self.find_field(drafts, name);
        if found.is_some() {
            return found;
        }
        let owner = name
            .split_once('.')
            .and_then(|(first, _)| drafts.iter().find(|draft| draft.field.name == first));
        match owner.map(|draft| (draft.broken, draft.field.ty.clone())) {
            Some((true, _)) => {}
            Some((_, Type::Object(object))) => {
                let rest = &name[name.find('.').map_or(0, |at| at + 1)..];
                let members = self.objects[object].fields.clone();
                return self.field_path(rest, span, &members).and(None);
            }
            Some(_) => self.error(
                codes::UNKNOWN_FIELD,
                span,
                format!("`{}` leads through what is no object", printable(name)),
            ),
            None => self.unknown_field(name, span, drafts),
        }
        None
    }
}

fn context_shape(kind: &ContextKind) -> Shape {
    let text = || Type::String(plan::TextFacets::default());
    match kind {
        ContextKind::SetOfString => Shape::Many(text()),
        ContextKind::SetOfEnum(index) => Shape::Many(Type::Enum(*index)),
        ContextKind::Enum(index) => Shape::One(Type::Enum(*index)),
        ContextKind::Boolean => Shape::One(Type::Boolean),
        ContextKind::String => Shape::One(text()),
    }
}

/// The one field that effects are about.
fn sole_path(effects: &[Effect]) -> Option<FieldPath> {
    let mut all: Vec<&FieldPath> = Vec::new();
    for effect in effects {
        match effect {
            Effect::Required(paths)
            | Effect::Forbidden(paths)
            | Effect::AllOrNone(paths)
            | Effect::Unchanged(paths) => all.extend(paths),
            Effect::AtLeastOne(alternatives) | Effect::ExactlyOne(alternatives) => {
                all.extend(alternatives.iter().flatten());
            }
            Effect::Matches(path, _) | Effect::LimitedTo(path, _) => all.push(path),
            Effect::Refuse => return None,
        }
    }
    all.dedup();
    match all[..] {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The facts that rules look at, in the order of the schema.
pub(super) fn contexts_of(rules: &[Rule]) -> Vec<usize> {
    fn walk(condition: &Condition, into: &mut Vec<usize>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| walk(part, into));
            }
            Condition::Not(part) => walk(part, into),
            Condition::Context(index, _) => into.push(*index),
            Condition::Field(..) => {}
        }
    }
    let mut all = Vec::new();
    rules.iter().for_each(|rule| walk(&rule.when, &mut all));
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether the contact as read changes what rules say.
pub(super) fn takes_current(rules: &[Rule], update: Update) -> bool {
    fn looks_at_fields(condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(looks_at_fields),
            Condition::Not(part) => looks_at_fields(part),
            Condition::Context(..) => false,
            Condition::Field(..) => true,
        }
    }
    rules.iter().any(|rule| {
        let fields = looks_at_fields(&rule.when)
            || rule
                .effects
                .iter()
                .any(|effect| !matches!(effect, Effect::Refuse));
        let compares = rule
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Unchanged(_)));
        compares || (update == Update::Patch && fields)
    })
}
