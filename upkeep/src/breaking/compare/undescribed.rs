//! Plans without what changes no request and no Rust item, to find changes that no rule describes.

use wireform_codegen::plan::{Answer, Field, Operation, Plan, PlanParts, Rule};

/// Returns the parts of a plan without its descriptions, pages, notes and examples, which change no request and no Rust item.
pub(super) fn plan(plan: &Plan) -> PlanParts {
    let mut plan = PlanParts::clone(plan);
    plan.schema.clear();
    // A module of another name is a finding of its own, unless it follows the name of the file.
    plan.module.clear();
    plan.description = None;
    plan.pages.clear();
    plan.notes.clear();
    for credential in plan.credentials.iter_mut() {
        credential.description = None;
    }
    for auth in plan.auths.iter_mut() {
        auth.description = None;
    }
    for endpoint in plan.endpoints.iter_mut() {
        endpoint.description = None;
    }
    for context in plan.contexts.iter_mut() {
        context.description = None;
    }
    for values in plan.enums.iter_mut() {
        values.description = None;
        for value in &mut values.values {
            value.meaning.clear();
            value.deprecated.iter_mut().for_each(String::clear);
        }
    }
    for object in plan.objects.iter_mut() {
        object.description = None;
        object.fields.iter_mut().for_each(undescribe_field);
        object.rules.iter_mut().for_each(undescribe_rule);
    }
    for operation in &mut plan.operations {
        undescribe_operation(operation);
    }
    plan
}

fn undescribe_operation(operation: &mut Operation) {
    operation.examples.clear();
    operation.description = None;
    operation.page = None;
    for reason in [&mut operation.deprecated, &mut operation.withdrawn] {
        reason.iter_mut().for_each(String::clear);
    }
    for (name, _) in &mut operation.headers {
        name.make_ascii_lowercase();
    }
    operation.fields.iter_mut().for_each(undescribe_field);
    for binding in operation.bindings.iter_mut() {
        binding.description = None;
    }
    operation.rules.iter_mut().for_each(undescribe_rule);
    for response in operation.responses.iter_mut() {
        response.description = None;
        response.page = None;
        response.examples.clear();
        // Only a mock provider reads it.
        response.answer = Answer {
            status: 0,
            states_status: false,
            code: None,
        };
        for field in response.fields.iter_mut() {
            undescribe_field(&mut field.field);
        }
    }
}

fn undescribe_rule(rule: &mut Rule) {
    rule.description = None;
    rule.page = None;
}

fn undescribe_field(field: &mut Field) {
    field.description = None;
    field.page = None;
    field.deprecated.iter_mut().for_each(String::clear);
    field.examples.clear();
    field.type_name = None;
}
