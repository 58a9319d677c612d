#include "wire/xml.h"

#include "base/text.h"
#include "wire/xml_scan.h"

#include <gtest/gtest.h>

using namespace onshi;
using domain::ErrorCode;
using wire::XmlDocument;

namespace {

std::optional<ErrorCode> problem(std::string_view bytes)
{
    const auto document = XmlDocument::parse(bytes);
    return document ? std::nullopt : std::optional(document.error().code);
}

std::string root_text(std::string_view bytes)
{
    const auto document = XmlDocument::parse(bytes);
    return document ? document->root().text() : "rejected: " + document.error().reason;
}

std::string nested(int levels)
{
    std::string open;
    std::string close;
    for (int i = 0; i < levels; ++i) {
        open += "<a>";
        close += "</a>";
    }
    return "<XmlMsg>" + open + close + "</XmlMsg>";
}

std::string repeated(int times)
{
    std::string all = "<XmlMsg>";
    for (int i = 0; i < times; ++i)
        all += "<a/>";
    return all + "</XmlMsg>";
}

} // namespace

TEST(Xml, body_without_content_is_empty)
{
    EXPECT_EQ(problem(""), ErrorCode::body_empty);
    EXPECT_EQ(problem(" \r\n\t"), ErrorCode::body_empty);
    EXPECT_EQ(problem("\xEF\xBB\xBF"), ErrorCode::body_empty);
}

TEST(Xml, nothing_declared_means_utf8)
{
    EXPECT_EQ(root_text("<XmlMsg>見本</XmlMsg>"), "見本");
    EXPECT_EQ(root_text("<?xml version='1.0'?><XmlMsg>見本</XmlMsg>"), "見本");
    EXPECT_EQ(problem("<XmlMsg>\x8C\xA9</XmlMsg>"), ErrorCode::encoding_mismatch);
}

TEST(Xml, encoding_name_is_read_in_either_quotes_and_any_case)
{
    EXPECT_EQ(root_text("<?xml version='1.0' encoding='utf-8' standalone='no'?><XmlMsg>見本</XmlMsg>"), "見本");
    for (const std::string name : {"Shift_JIS", "SHIFT_JIS", "Windows-31J", "cp932", "MS932"}) {
        const auto message = "<?xml version=\"1.0\" encoding = \"" + name + "\"?>\n<XmlMsg>見本①</XmlMsg>";
        EXPECT_EQ(root_text(base::to_shift_jis(message).bytes), "見本①") << name;
    }
}

TEST(Xml, byte_order_mark_of_utf8_is_accepted)
{
    EXPECT_EQ(root_text("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?><XmlMsg>a</XmlMsg>"), "a");
}

TEST(Xml, other_encodings_are_unsupported)
{
    EXPECT_EQ(problem("<?xml version=\"1.0\" encoding=\"EUC-JP\"?><XmlMsg/>"), ErrorCode::encoding_unsupported);
    EXPECT_EQ(problem("\xFF\xFE<\0X\0"), ErrorCode::encoding_unsupported);
}

TEST(Xml, bytes_that_are_not_as_declared_are_a_mismatch)
{
    EXPECT_EQ(problem("<?xml version=\"1.0\" encoding=\"UTF-8\"?><XmlMsg>\x8C\xA9</XmlMsg>"),
              ErrorCode::encoding_mismatch);
    EXPECT_EQ(problem("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><XmlMsg>\xFD</XmlMsg>"),
              ErrorCode::encoding_mismatch);
    EXPECT_EQ(problem("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><XmlMsg/>"),
              ErrorCode::encoding_mismatch);
}

TEST(Xml, any_markup_declaration_is_refused)
{
    EXPECT_EQ(problem("<!DOCTYPE XmlMsg><XmlMsg/>"), ErrorCode::xml_dtd);
    EXPECT_EQ(problem("<!DOCTYPE XmlMsg [<!ENTITY a \"b\">]><XmlMsg>&a;</XmlMsg>"), ErrorCode::xml_dtd);
    EXPECT_EQ(problem("<XmlMsg><!ENTITY a \"b\"></XmlMsg>"), ErrorCode::xml_dtd);
    EXPECT_EQ(problem("<XmlMsg/><!DOCTYPE x>"), ErrorCode::xml_dtd);
}

TEST(Xml, a_declaration_inside_comment_or_cdata_is_text)
{
    EXPECT_EQ(root_text("<!-- <!DOCTYPE x> --><XmlMsg><![CDATA[<!ENTITY]]></XmlMsg>"), "<!ENTITY");
}

TEST(Xml, a_comment_opened_in_an_attribute_hides_nothing)
{
    EXPECT_EQ(problem("<XmlMsg a=\"<!--\"><!DOCTYPE x><b c=\"-->\"/></XmlMsg>"), ErrorCode::xml_malformed);
}

TEST(Xml, malformed_documents_are_refused)
{
    for (const std::string_view bytes : {"<XmlMsg>",
                                         "<XmlMsg><a></XmlMsg>",
                                         "<XmlMsg></a></XmlMsg>",
                                         "text",
                                         "<XmlMsg/>text",
                                         "<XmlMsg/><XmlMsg/>",
                                         "<XmlMsg>&unknown;</XmlMsg>",
                                         "<XmlMsg>a & b</XmlMsg>",
                                         "<XmlMsg>&#x;</XmlMsg>",
                                         "<XmlMsg>&#12a;</XmlMsg>",
                                         "<XmlMsg a=b/>",
                                         "<XmlMsg a=\"b/>",
                                         "<XmlMsg",
                                         "<XmlMsg><!-- </XmlMsg>",
                                         "<XmlMsg><![CDATA[ </XmlMsg>",
                                         " <?xml version=\"1.0\"?><XmlMsg/>",
                                         "<><XmlMsg/></>",
                                         "</XmlMsg>",
                                         "<!-- only -->",
                                         "<XmlMsg a=\"&x;\"/>"})
        EXPECT_EQ(problem(bytes), ErrorCode::xml_malformed) << bytes;
}

TEST(Xml, characters_that_xml_forbids_are_refused_also_as_references)
{
    EXPECT_EQ(problem("<XmlMsg>a\x01</XmlMsg>"), ErrorCode::characters);
    EXPECT_EQ(problem(std::string("<XmlMsg>a\0b</XmlMsg>", 20)), ErrorCode::characters);
    EXPECT_EQ(problem("<XmlMsg>\uFFFF</XmlMsg>"), ErrorCode::characters);
    for (const std::string reference :
         {"&#0;", "&#1;", "&#x1F;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#99999999999;"})
        EXPECT_EQ(problem("<XmlMsg>" + reference + "</XmlMsg>"), ErrorCode::characters) << reference;
    EXPECT_EQ(problem("<XmlMsg a=\"&#0;\"/>"), ErrorCode::characters);
}

TEST(Xml, allowed_references_are_read)
{
    EXPECT_EQ(root_text("<XmlMsg>&lt;&amp;&gt;&quot;&apos;&#x898B;&#26412;</XmlMsg>"), "<&>\"'見本");
}

TEST(Xml, depth_and_number_of_elements_are_limited)
{
    EXPECT_EQ(problem(nested(wire::xml_depth_limit - 1)), std::nullopt);
    EXPECT_EQ(problem(nested(wire::xml_depth_limit)), ErrorCode::xml_too_deep);
    EXPECT_EQ(problem(repeated(wire::xml_element_limit - 1)), std::nullopt);
    EXPECT_EQ(problem(repeated(wire::xml_element_limit)), ErrorCode::xml_too_deep);
}

TEST(Xml, root_is_XmlMsg)
{
    EXPECT_EQ(problem("<Message/>"), ErrorCode::xml_root);
    EXPECT_EQ(problem("<xmlmsg/>"), ErrorCode::xml_root);
}

TEST(Xml, text_is_joined_over_comments_and_trimmed_of_every_space)
{
    EXPECT_EQ(root_text("<XmlMsg>\n 　\t19<!-- x -->85<![CDATA[0407]]>\r\n　</XmlMsg>"), "19850407");
}
