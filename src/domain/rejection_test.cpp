#include "domain/notice.h"
#include "domain/rejection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <vector>

namespace onshi::domain {
namespace {

/// The cells of a table row "| a | b |", trimmed; a code in back quotes loses them.
std::vector<std::string> cells_of(const std::string& line)
{
    std::vector<std::string> cells;
    std::istringstream in(line.substr(1));
    for (std::string cell; std::getline(in, cell, '|');) {
        const auto first = cell.find_first_not_of(" `");
        const auto last = cell.find_last_not_of(" `");
        cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
    }
    return cells;
}

/// Rows of doc/errors.md: of errors code, name, HTTP, desk, vendor; of notices the same without HTTP.
std::vector<std::vector<std::string>> documented(bool notices)
{
    std::ifstream in(ONSHI_SOURCE_DIR "/doc/errors.md");
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(notices ? "| `OPN4" : "| `OPN") && (notices || !line.starts_with("| `OPN4")))
            rows.push_back(cells_of(line));
    return rows;
}

TEST(ErrorCatalogue, is_what_doc_errors_md_says)
{
    const auto rows = documented(false);
    const auto catalogue = error_catalogue();
    ASSERT_EQ(rows.size(), catalogue.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& entry = catalogue[i];
        const std::vector<std::string> wanted{entry.wire, entry.name, std::to_string(entry.http), entry.desk,
                                              entry.vendor};
        EXPECT_EQ(rows[i], wanted);
    }
}

TEST(Notices, are_what_doc_errors_md_says)
{
    const auto rows = documented(true);
    ASSERT_EQ(rows.size(), notices().size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& entry = notices()[i];
        EXPECT_EQ(&notice_of(entry.code), &entry);
        EXPECT_EQ(rows[i], (std::vector<std::string>{entry.wire, entry.name, entry.desk, entry.vendor}));
        EXPECT_THAT(entry.wire, testing::MatchesRegex("OPN4[0-9][0-9][0-9][0-9][IW]"));
    }
}

TEST(ErrorCatalogue, names_every_code_once)
{
    std::set<std::string> wires;
    for (const auto& entry : error_catalogue()) {
        EXPECT_EQ(&entry_of(entry.code), &entry);
        EXPECT_TRUE(wires.insert(entry.wire).second) << entry.wire;
    }
}

TEST(ErrorCatalogue, codes_are_prefix_area_number_and_severity)
{
    for (const auto& entry : error_catalogue())
        EXPECT_THAT(entry.wire, testing::MatchesRegex("OPN[12359][0-9][0-9][0-9][0-9]E"));
    EXPECT_STREQ(entry_of(ErrorCode::birth_date_form).wire, "OPN10001E"); // interface 4, sample M6
}

TEST(ErrorCatalogue, desk_sentences_name_the_problem_and_the_way_out)
{
    for (const auto& entry : error_catalogue()) {
        EXPECT_THAT(entry.desk, testing::HasSubstr("。")) << entry.wire;
        EXPECT_THAT(entry.desk, testing::EndsWith("ください。")) << entry.wire;
    }
}

TEST(Rejection, term_begins_the_sentence)
{
    const auto refused = rejection(ErrorCode::check_digit, "InsurerNumber", "保険者番号");
    EXPECT_EQ(refused.code, ErrorCode::check_digit);
    EXPECT_EQ(refused.field, "InsurerNumber");
    EXPECT_EQ(refused.reason, "保険者番号の検証番号が正しくありません。番号を確かめて入力し直してください。");
}

TEST(Rejection, without_a_term_the_sentence_stands_alone)
{
    EXPECT_EQ(rejection(ErrorCode::check_digit).reason,
              "検証番号が正しくありません。番号を確かめて入力し直してください。");
    EXPECT_EQ(rejection(ErrorCode::check_digit).field, "");
}

TEST(Rejection, a_sentence_that_names_its_field_does_not_name_it_twice)
{
    const auto with = rejection(ErrorCode::birth_date_form, "Birthdate", "生年月日");
    EXPECT_EQ(with.reason, rejection(ErrorCode::birth_date_form).reason);
    EXPECT_THAT(with.reason, testing::StartsWith("生年月日の形式が正しくありません。")); // interface 4, sample M6
}

TEST(Rejection, at_names_the_field_and_changes_nothing_else)
{
    const auto refused = rejection(ErrorCode::length, "", "番号");
    const auto renamed = at("column_7", Result<int>(std::unexpected(refused)));
    EXPECT_EQ(renamed.error().field, "column_7");
    EXPECT_EQ(renamed.error().reason, refused.reason);
    EXPECT_EQ(at("column_7", Result<int>(5)), 5);
}

} // namespace
} // namespace onshi::domain
