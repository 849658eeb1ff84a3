//! How the cases of an operation read lines, and where the lines of a field are.

use super::super::current_operation::CurrentOperation;
use super::super::diagnostics::{ResponseDiagnostic, WireDiagnostic};
use super::super::parameter_names::overlap::NamePattern;
use super::super::resolver::Resolver;
use super::CurrentResponse;
use super::places::numbered_line;
use crate::plan::{
    BodyFormat, FieldId, FieldPlace, NumberedLine, Parameter, PlaceStep, Response, ResponseBody,
    ResponseLines, ResponsePlace, Structure, TextPlace, Violations, XmlList,
};
use crate::syntax::{self, LetterCase, Text};

impl CurrentResponse<'_> {
    /// Returns places as the reader of the body has them: in lines without letter case, names are in upper case.
    pub(super) fn folded(&self, mut places: Vec<ResponsePlace>) -> Vec<ResponsePlace> {
        if let Some(lines) = self.formats.iter().find_map(ResponseBody::lines) {
            let steps = places.iter_mut().flat_map(|place| &mut place.steps);
            for step in steps {
                match step {
                    PlaceStep::Member(name) => *name = lines.folded(name),
                    PlaceStep::Items
                    | PlaceStep::Attribute(_)
                    | PlaceStep::Where { .. }
                    | PlaceStep::Text => {}
                }
            }
        }
        places
    }

    /// Adds the numbered lines of the fields to the format of the body.
    pub(super) fn number_lines(&mut self) {
        let mut found = Vec::new();
        for (draft, source) in self.drafts.iter().zip(&self.sources) {
            let places = source.body_places().unwrap_or_default();
            found.extend(places.xml.iter().filter_map(|it| numbered_line(draft, it)));
        }
        for lines in self.formats.iter_mut().filter_map(lines_mut) {
            lines.numbered.clone_from(&found);
        }
    }
}

impl<'a> Resolver<'a> {
    /// Resolves how the cases of an operation read lines. One case states it for all.
    pub(super) fn resolve_line_format(&mut self, current: &CurrentOperation<'a>) -> ResponseLines {
        let mut stated = None;
        for (_, response) in &current.syntax.responses {
            let Some(lines) = &response.lines else {
                continue;
            };
            let reads = |body: &syntax::ResponseBody| *body == syntax::ResponseBody::Lines;
            if !response.body.iter().any(|body| reads(&body.value)) {
                self.report(ResponseDiagnostic::LinesNotRead.at(lines.span));
                continue;
            }
            let found = self.line_format(lines);
            match &stated {
                None => stated = Some(found),
                Some(first) if *first != found => {
                    self.report(ResponseDiagnostic::LinesDiffer.at(lines.span));
                }
                Some(_) => {}
            }
        }
        stated.unwrap_or_else(|| self.line_format(&syntax::ResponseLines::default()))
    }

    fn line_format(&mut self, lines: &syntax::ResponseLines) -> ResponseLines {
        let breaks = |text: &&Text| text.is_empty() || text.contains(['\n', '\r']);
        if let Some(key) = lines.assign.as_ref().filter(breaks) {
            self.report(WireDiagnostic::EmptyAssign.at(key.span));
        }
        for text in lines.skip.iter().chain(&lines.end).filter(breaks) {
            self.report(ResponseDiagnostic::NotOneLine.at(text.span));
        }
        let assign = lines.assign.as_ref();
        let section = lines.section.as_ref();
        let section = self.section_of(section, assign.map_or("=", |it| it.as_str()));
        ResponseLines {
            assign: assign.map_or_else(|| "=".to_owned(), |text| text.value.clone()),
            trims: lines.trim.as_ref().is_some_and(|it| **it),
            ignores_case: match lines.case.as_ref().map(|it| it.value) {
                Some(LetterCase::Ignore) => true,
                Some(LetterCase::Exact) | None => false,
            },
            skip: lines.skip.iter().map(|text| text.value.clone()).collect(),
            end: lines.end.as_ref().map(|text| text.value.clone()),
            numbered: Vec::new(),
            section,
        }
    }

    /// Resolves the formats of the body of a response.
    pub(super) fn resolve_formats(
        &mut self,
        syntax: &syntax::Response,
        lines: &ResponseLines,
    ) -> Vec<ResponseBody> {
        let tree = self.resolve_response_tree(syntax);
        let formats: Vec<ResponseBody> = syntax
            .body
            .iter()
            .map(|body| match body.value {
                syntax::ResponseBody::Json => ResponseBody::Json,
                syntax::ResponseBody::Xml => tree.map_or(ResponseBody::Xml, ResponseBody::Tree),
                syntax::ResponseBody::Empty => ResponseBody::Empty,
                syntax::ResponseBody::Text => ResponseBody::Text,
                syntax::ResponseBody::Scalar => ResponseBody::Scalar,
                syntax::ResponseBody::Lines => ResponseBody::Lines(lines.clone()),
            })
            .collect();
        let others = |body: &ResponseBody| body.lines().is_none() && *body != ResponseBody::Empty;
        let has_lines = formats.iter().any(|body| body.lines().is_some());
        if let Some(last) = syntax.body.last()
            && has_lines
            && formats.iter().any(others)
        {
            self.report(ResponseDiagnostic::LinesBesideFormat.at(last.span));
        }
        formats
    }

    /// Returns how lines have a field.
    pub(super) fn line_place(
        &mut self,
        field: FieldId,
        response: &CurrentResponse<'a>,
        places: Vec<ResponsePlace>,
    ) -> FieldPlace<XmlList> {
        let draft = &response.drafts[field];
        match draft.field.ty.item().structure() {
            Structure::Primitive(_) | Structure::Map(_) => {}
            Structure::Object(_) | Structure::List(_) => {
                let name = draft.field.name.as_str().into();
                self.report(ResponseDiagnostic::PartsInLines { name }.at(draft.span));
            }
        }
        let found =
            self.field_place::<Parameter>(BodyFormat::Lines, field, &response.drafts, places);
        let list = draft.field.ty.list();
        FieldPlace {
            places: found.places,
            values: found.values,
            inner: Vec::new(),
            list: list.map(|list| list.join.clone().map_or(XmlList::Repeat, XmlList::Join)),
        }
    }

    /// Gives all cases with lines the numbered lines of all cases, because the body is read before the case is known.
    pub(super) fn unite_lines<'r>(
        &mut self,
        current: &CurrentOperation<'a>,
        cases: impl Iterator<Item = &'r mut Response>,
    ) {
        let mut cases: Vec<&mut Response> = cases.collect();
        let mut numbered: Vec<NumberedLine> = Vec::new();
        let mut single: Vec<String> = Vec::new();
        for case in &cases {
            let Some(lines) = case.body.iter().find_map(ResponseBody::lines) else {
                continue;
            };
            let names = line_names(case);
            let tested = names.iter().filter_map(|name| NumberedLine::of(name, 1));
            for line in lines.numbered.iter().cloned().chain(tested) {
                if !numbered.iter().any(|it| it.name() == line.name()) {
                    numbered.push(line);
                }
            }
            single.extend(
                names
                    .into_iter()
                    .filter(|it| NumberedLine::of(it, 1).is_none()),
            );
        }
        let taken = single
            .iter()
            .find(|name| numbered.iter().any(|line| line.covers(name)));
        if let Some(name) = taken {
            let name = name.as_str().into();
            self.report(ResponseDiagnostic::LineOfTwoFields { name }.at(current.name.span));
        }
        let patterns: Vec<NamePattern> = numbered.iter().map(pattern_of).collect();
        for (at, second) in patterns.iter().enumerate() {
            if let Some(first) = patterns[..at].iter().find(|it| it.overlaps(second)) {
                let (name, other) = (second.to_string(), first.to_string());
                let (name, other) = (name.as_str().into(), other.as_str().into());
                let found = ResponseDiagnostic::LineOfTwoLists { name, other };
                self.report(found.at(current.name.span));
            }
        }
        for case in &mut cases {
            for lines in case.body.iter_mut().filter_map(lines_mut) {
                lines.numbered.clone_from(&numbered);
            }
        }
    }
}

fn lines_mut(body: &mut ResponseBody) -> Option<&mut ResponseLines> {
    match body {
        ResponseBody::Lines(lines) => Some(lines),
        ResponseBody::Json
        | ResponseBody::Xml
        | ResponseBody::Tree(_)
        | ResponseBody::Empty
        | ResponseBody::Text
        | ResponseBody::Scalar => None,
    }
}

/// Returns the names that the lines of a list can have.
fn pattern_of(line: &NumberedLine) -> NamePattern {
    let before = NamePattern::of(&line.before);
    before.then_number().then(&line.after)
}

/// Returns the names of lines in the places of a case.
fn line_names(case: &Response) -> Vec<String> {
    let fields = case.fields.iter().filter_map(|it| it.source.body_places());
    let tests = case.matched.body.iter().map(|test| test.at.clone());
    let texts = case.code.iter().chain(&case.message);
    let texts = texts
        .flat_map(|text| &text.places)
        .filter_map(|place| match place {
            TextPlace::Header(_) => None,
            TextPlace::Body(places) => Some(places.clone()),
        });
    let reports = case.violations.iter().map(|reports| match reports {
        Violations::Tree(places) => places.clone(),
        Violations::Each { items, .. } => items.clone(),
    });
    let places = fields.chain(tests).chain(texts).chain(reports);
    let steps = places
        .flat_map(|places| places.xml)
        .flat_map(|place| place.steps);
    steps
        .filter_map(|step| match step {
            PlaceStep::Member(name) => Some(name),
            PlaceStep::Items
            | PlaceStep::Attribute(_)
            | PlaceStep::Where { .. }
            | PlaceStep::Text => None,
        })
        .collect()
}
