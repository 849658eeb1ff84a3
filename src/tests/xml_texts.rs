//! Tests of XML elements as texts: the one spelling, and what is refused.

use crate::{XmlText, XmlTextError};

#[test]
fn every_element_has_one_spelling() {
    for (text, spelling) in [
        ("<a/>", r#"<a xmlns=""></a>"#),
        (" <!-- c --><a xmlns='u' /> ", r#"<a xmlns="u"></a>"#),
        ("<p:a xmlns:p='u'/>", r#"<p:a xmlns:p="u"></p:a>"#),
        (
            "<p:a xmlns:p='u'><b/></p:a>",
            r#"<p:a xmlns="" xmlns:p="u"><b></b></p:a>"#,
        ),
        (
            "<a xmlns='u'><b xmlns=''/></a>",
            r#"<a xmlns="u"><b xmlns=""></b></a>"#,
        ),
        (
            "<a xmlns='u' b = '\"' c='1\n2&#10;3&amp;'/>",
            r#"<a xmlns="u" b="&quot;" c="1 2&#10;3&amp;"></a>"#,
        ),
        (
            "<a xmlns='u' xml:lang='en'/>",
            r#"<a xmlns="u" xml:lang="en"></a>"#,
        ),
        (
            "<a xmlns='u'>1<!-- 2 -->3<![CDATA[<&]]]></a>",
            r#"<a xmlns="u">13&lt;&amp;]</a>"#,
        ),
        (
            "<a xmlns='u'>\r\n\r&#13;&#x9;&lt;&gt;&apos;&quot;</a>",
            "<a xmlns=\"u\">\n\n&#13;\t&lt;&gt;'\"</a>",
        ),
        ("<a xmlns='u'>]]&gt;</a >", r#"<a xmlns="u">]]&gt;</a>"#),
        ("<é xmlns='u'/>", r#"<é xmlns="u"></é>"#),
        (
            "<p:a xmlns:p='u'><p:b xmlns:p='v' p:c='1'/><p:d/></p:a>",
            r#"<p:a xmlns:p="u"><p:b xmlns:p="v" p:c="1"></p:b><p:d></p:d></p:a>"#,
        ),
    ] {
        let read = XmlText::parse(text).expect("it is an element");
        assert_eq!(read.as_str(), spelling, "{text}");
        assert_eq!(XmlText::parse(spelling), Ok(read), "{text}");
    }
}

#[track_caller]
fn check_refused(texts: &[&str], error: XmlTextError) {
    for text in texts {
        assert_eq!(XmlText::parse(text), Err(error), "{text}");
    }
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let texts = [
        "a",
        "<a",
        "<a>",
        "<a></b>",
        "<a></a",
        "</a>",
        "<a/",
        "<a/>b",
        "<a b></a>",
        "<a b=1/>",
        "<a b='1'c='2'/>",
        "<a b='<'/>",
        "<a b='1' b='2'/>",
        "<1/>",
        "< a/>",
        "<a:/>",
        "<:a/>",
        "<a:b:c xmlns:a='u'/>",
        "<a>&b;</a>",
        "<a>&#0;</a>",
        "<a>&#xD800;</a>",
        "<a>&#x110000;</a>",
        "<a>&#+1;</a>",
        "<a>&lt</a>",
        "<a>& </a>",
        "<a>]]></a>",
        "<a>\u{0}</a>",
        "<a>\u{FFFE}</a>",
        "<a b='\u{1}'/>",
        "<a><![CDATA[</a>",
        "<a><!-- -- --></a>",
        "<a><!-- </a>",
        "<!--->",
        "<a><!ENTITY b 'c'></a>",
        "<a xmlns:p='u' xmlns:p='u'/>",
        "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
        "<![CDATA[a]]>",
        "&lt;",
    ];
    check_refused(&texts, XmlTextError::NotXml);
}

#[test]
fn anything_but_one_element_is_refused() {
    check_refused(&["", " ", "<!-- a -->", "<a/><b/>"], XmlTextError::NotOne);
    let texts = [
        "<?xml version='1.0'?><a/>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<a><?php ?></a>",
        "<a><!DOCTYPE b></a>",
        "<a/><?b?>",
    ];
    check_refused(&texts, XmlTextError::NotElements);
}

#[test]
fn every_prefix_needs_a_declaration() {
    let texts = [
        "<p:a/>",
        "<a p:b='1'/>",
        "<p:a xmlns:p=''/>",
        "<a><b xmlns:p='u'/><p:c/></a>",
        "<a xmlns:xml='u'/>",
        "<a xmlns:xmlns='u'/>",
        "<xmlns:a/>",
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
        "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
    ];
    check_refused(&texts, XmlTextError::Prefix);
}

#[test]
fn size_and_depth_are_limited() {
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(XmlText::parse(&nested(XmlText::MAX_DEPTH)).is_ok());
    check_refused(&[&nested(XmlText::MAX_DEPTH + 1)], XmlTextError::TooDeep);
    check_refused(&[&nested(100_000)], XmlTextError::TooDeep);
    let long = |length: usize| format!("<a xmlns=''>{}</a>", "b".repeat(length));
    assert!(XmlText::parse(&long(XmlText::MAX_LEN - 16)).is_ok());
    check_refused(&[&long(XmlText::MAX_LEN)], XmlTextError::TooLong);
    // The one spelling is longer than the text.
    check_refused(
        &[&format!("<a>{}</a>", ">".repeat(300_000))],
        XmlTextError::TooLong,
    );
    let declared: String = (0..257).map(|at| format!(" xmlns:p{at}='u{at}'")).collect();
    check_refused(
        &[&format!("<a{declared}/>")],
        XmlTextError::TooManyNamespaces,
    );
}

#[test]
fn every_prefix_of_an_element_is_refused_without_a_panic() {
    let text = "<p:a xmlns:p='ü'><!-- c --><b c=\"&amp;\"/><![CDATA[d]]>&#x41;</p:a>";
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert!(XmlText::parse(&text[..end]).is_err(), "{end}");
    }
    assert!(XmlText::parse(text).is_ok());
}
