//! The tree that `html5ever` builds of a page, as a list of nodes.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

/// A node of the tree.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) children: Vec<usize>,
    parent: Option<usize>,
}

/// The kind of a node.
#[derive(Debug)]
pub(super) enum NodeKind {
    /// The document, a comment, or anything else without content of its own.
    Other,
    /// A text.
    Text(String),
    /// An element, with its attributes.
    Element(QualName, Vec<(String, String)>),
}

/// The nodes of a document; the first one is the document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: RefCell<Vec<Node>>,
}

/// Builds the tree of a document.
pub(super) fn parse(text: &str) -> Vec<Node> {
    let tree = Tree {
        nodes: RefCell::new(Vec::new()),
    };
    tree.add(NodeKind::Other);
    parse_document(tree, ParseOpts::default()).one(text)
}

impl Tree {
    fn add(&self, kind: NodeKind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            kind,
            children: Vec::new(),
            parent: None,
        });
        nodes.len() - 1
    }

    /// Puts a child into a parent, before one of its children or at the end. Adjacent texts become one.
    fn insert(&self, parent: usize, before: Option<usize>, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                if self.extends_text(parent, before, &text) {
                    return;
                }
                self.add(NodeKind::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let at = position(&nodes[parent], before);
        nodes[parent].children.insert(at, child);
        nodes[child].parent = Some(parent);
    }

    fn extends_text(&self, parent: usize, before: Option<usize>, more: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let at = position(&nodes[parent], before);
        let Some(previous) = at.checked_sub(1).map(|at| nodes[parent].children[at]) else {
            return false;
        };
        match &mut nodes[previous].kind {
            NodeKind::Text(text) => {
                text.push_str(more);
                true
            }
            NodeKind::Other | NodeKind::Element(..) => false,
        }
    }

    fn detach(&self, node: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[node].parent.take() {
            nodes[parent].children.retain(|child| *child != node);
        }
    }
}

fn position(parent: &Node, before: Option<usize>) -> usize {
    let children = &parent.children;
    before
        .and_then(|before| children.iter().rposition(|child| *child == before))
        .unwrap_or(children.len())
}

/// The name of an element, borrowed from the list of nodes.
#[derive(Debug)]
pub(super) struct Name<'t>(Ref<'t, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Tree {
    type Handle = usize;
    type Output = Vec<Node>;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name<'a> {
        static NONE: std::sync::LazyLock<QualName> = std::sync::LazyLock::new(|| {
            QualName::new(None, Namespace::default(), LocalName::default())
        });
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[*target].kind {
                NodeKind::Element(name, _) => name,
                NodeKind::Other | NodeKind::Text(_) => &NONE,
            }
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> usize {
        let attributes = attributes.into_iter().map(|attribute| {
            (
                attribute.name.local.to_string(),
                attribute.value.to_string(),
            )
        });
        self.add(NodeKind::Element(name, attributes.collect()))
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        self.add(NodeKind::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> usize {
        self.add(NodeKind::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(
        &self,
        _name: StrTendril,
        _public: StrTendril,
        _system: StrTendril,
    ) {
    }

    /// Returns the element itself: the contents of a template are its children.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, _target: &usize, _attributes: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
