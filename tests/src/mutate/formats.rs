//! Mutants of what surrounds the fields: masks, the syntax of lines, and the shapes of trees.

use wireform_codegen::plan::{
    BodyTree, MaskNames, MaskPlace, PlanParts, ShapeContent, TreeEach, TreeKey,
};

use super::Mutants;

impl Mutants<'_> {
    pub(super) fn formats(&mut self) {
        self.mask();
        self.lines();
        self.trees();
    }

    fn mask(&mut self) {
        let operation = self.operation;
        let Some(mask) = self.plan.operations[operation].mask.clone() else {
            return;
        };
        let mut add = |what: &str, change: fn(&mut wireform_codegen::plan::FieldMask)| {
            self.add(format!("mask: {what}"), Vec::new(), |plan| {
                if let Some(mask) = &mut plan.operations[operation].mask {
                    change(mask);
                }
            });
        };
        if !mask.is_in_body() {
            add("another parameter", |mask| match &mut mask.place {
                MaskPlace::Query(name) | MaskPlace::Header(name) => name.push('X'),
                MaskPlace::Body => {}
            });
            add("none", |mask| match &mut mask.place {
                MaskPlace::Query(name) | MaskPlace::Header(name) => name.clear(),
                MaskPlace::Body => {}
            });
        }
        add("another separator", |mask| mask.separator.push('X'));
        if mask.names != MaskNames::Wire {
            add("other names", |mask| mask.names = MaskNames::Wire);
        }
    }

    fn lines(&mut self) {
        let operation = self.operation;
        let bindings = &self.plan.operations[operation].bindings;
        for (at, binding) in bindings.iter_ids() {
            let syntax = match &binding.body {
                BodyTree::Lines { syntax, .. } => syntax,
                BodyTree::Empty
                | BodyTree::Json { .. }
                | BodyTree::Xml { .. }
                | BodyTree::Query(_)
                | BodyTree::Form { .. }
                | BodyTree::Text { .. } => continue,
            };
            let has_section = syntax.section.is_some();
            let mut add = |what: &str, change: fn(&mut wireform_codegen::plan::LinesSyntax)| {
                self.add(
                    format!("lines: {what}"),
                    Vec::new(),
                    |plan| match &mut plan.operations[operation].bindings[at].body {
                        BodyTree::Lines { syntax, .. } => change(syntax),
                        BodyTree::Empty
                        | BodyTree::Json { .. }
                        | BodyTree::Xml { .. }
                        | BodyTree::Query(_)
                        | BodyTree::Form { .. }
                        | BodyTree::Text { .. } => {}
                    },
                );
            };
            add("another assignment", |syntax| syntax.assign.push('X'));
            add("another line break", |syntax| syntax.between.push('\n'));
            add("another end", |syntax| syntax.end = Some("END".to_owned()));
            if has_section {
                add("another section", |syntax| {
                    if let Some(section) = &mut syntax.section {
                        section.open.push('X');
                    }
                });
                add("no sections", |syntax| syntax.section = None);
            }
        }
    }

    /// Changes the shape that is written for each kind of value.
    fn trees(&mut self) {
        let plan = self.plan;
        for (at, tree) in plan.trees.iter_ids() {
            let mut kinds = Vec::new();
            for (nth, shape) in tree.shapes.iter().enumerate() {
                // Only the first shape of a kind is written.
                if kinds.contains(&shape.kind) {
                    continue;
                }
                kinds.push(shape.kind);
                let what = format!("tree {}: {:?}", tree.name, shape.kind);
                let mut add =
                    |how: &str, change: &dyn Fn(&mut wireform_codegen::plan::TreeShape)| {
                        self.add(
                            format!("{what} {how}"),
                            Vec::new(),
                            |plan: &mut PlanParts| {
                                change(&mut plan.trees[at].shapes[nth]);
                            },
                        );
                    };
                if !shape.path.is_empty() {
                    add("in another element", &|shape| shape.path[0].push('X'));
                }
                if !shape.attributes.is_empty() {
                    add("without attributes", &|shape| shape.attributes.clear());
                }
                match &shape.content {
                    ShapeContent::Empty | ShapeContent::Text => {}
                    ShapeContent::Each(_) => add("with other parts", &|shape| {
                        rename_parts(&mut shape.content);
                    }),
                }
            }
        }
    }
}

fn rename_parts(content: &mut ShapeContent) {
    match content {
        ShapeContent::Each(TreeEach { name, key, .. }) => match key {
            TreeKey::None => name.push('X'),
            TreeKey::Attribute(key) | TreeKey::Element(key) | TreeKey::Number(key) => key.push('X'),
        },
        ShapeContent::Empty | ShapeContent::Text => {}
    }
}
