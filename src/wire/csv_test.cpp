#include "wire/csv.h"

#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

using namespace onshi;
using domain::ErrorCode;
using testing::ElementsAre;
using wire::CsvReader;

namespace {

/// One line a row: its number, then its cells in brackets, or "bad" and the code.
std::string read_all(const std::string& bytes)
{
    std::istringstream in(bytes);
    CsvReader reader(in);
    wire::CsvRow row;
    std::string out;
    for (;;) {
        const auto next = reader.next(row);
        if (next == CsvReader::Next::end)
            break;
        out += std::to_string(row.line) + ":";
        if (next == CsvReader::Next::bad_row)
            out += std::string(" ") + domain::entry_of(reader.rejection().code).wire;
        else
            for (const auto& cell : row.cells)
                out += " [" + cell + "]";
        out += "\n";
    }
    EXPECT_EQ(reader.bytes_read(), bytes.size());
    return out;
}

std::string code(ErrorCode error) { return domain::entry_of(error).wire; }

} // namespace

TEST(Csv, rows_and_cells)
{
    EXPECT_EQ(read_all("a,b\n1,\n,2"), "1: [a] [b]\n2: [1] []\n3: [] [2]\n");
    EXPECT_EQ(read_all(""), "");
}

TEST(Csv, both_line_ends_and_empty_lines) { EXPECT_EQ(read_all("a,b\r\n\r\n\n1,2\r\n"), "1: [a] [b]\n4: [1] [2]\n"); }

TEST(Csv, quoted_cells_hold_commas_quotes_and_line_ends)
{
    EXPECT_EQ(read_all("\"a,b\",\"c\"\"d\",\"\"\n\"1\n2\",3\r\nx\n"), "1: [a,b] [c\"d] []\n2: [1\n2] [3]\n4: [x]\n");
}

TEST(Csv, a_stray_quote_spoils_its_own_row_only)
{
    const auto bad = code(ErrorCode::characters);
    EXPECT_EQ(read_all("a\n1\"2,3\nb\n"), "1: [a]\n2: " + bad + "\n3: [b]\n");
    EXPECT_EQ(read_all("a\n\"1\"2\nb\n"), "1: [a]\n2: " + bad + "\n3: [b]\n");
}

TEST(Csv, a_forgotten_quote_does_not_swallow_the_rows_after_it)
{
    EXPECT_EQ(read_all("a\n\"1,2\nb\nc"), "1: [a]\n2: " + code(ErrorCode::characters) + "\n3: [b]\n4: [c]\n");
}

TEST(Csv, utf8_with_and_without_mark)
{
    EXPECT_EQ(read_all("見本,花子\n"), "1: [見本] [花子]\n");
    EXPECT_EQ(read_all("\xEF\xBB\xBF見本\n"), "1: [見本]\n");
}

TEST(Csv, windows_31j_is_recognised)
{
    EXPECT_EQ(read_all(base::to_shift_jis("見本,髙橋①\n表,ソ\n").bytes), "1: [見本] [髙橋①]\n2: [表] [ソ]\n");
}

TEST(Csv, a_character_cut_by_the_first_block_is_no_sign_of_windows_31j)
{
    for (std::size_t shift = 0; shift < 3; ++shift) {
        std::string bytes = std::string(shift, 'x') + "\n";
        while (bytes.size() < 70'000)
            bytes += "見本見本見本\n";
        EXPECT_TRUE(read_all(bytes).ends_with(": [見本見本見本]\n"));
        EXPECT_FALSE(read_all(bytes).contains(code(ErrorCode::encoding_mismatch)));
    }
}

TEST(Csv, a_row_that_is_no_text_spoils_itself_only)
{
    std::string bytes = "見本\n";
    while (bytes.size() <= 65'536)
        bytes += "花子\n";
    const auto all = read_all(bytes + "\x8C\xA9\n太郎\n");
    EXPECT_TRUE(all.contains(": " + code(ErrorCode::encoding_mismatch) + "\n"));
    EXPECT_TRUE(all.ends_with(": [太郎]\n"));
}

TEST(Csv, a_row_of_64_KiB_is_read_and_a_longer_one_refused)
{
    const std::string longest(65'536, 'x');
    EXPECT_EQ(read_all("a\n" + longest + "\nb\n"), "1: [a]\n2: [" + longest + "]\n3: [b]\n");
    EXPECT_EQ(read_all(longest), "1: [" + longest + "]\n");
    const auto too_long = code(ErrorCode::length);
    EXPECT_EQ(read_all("a\n" + longest + "x\nb\n"), "1: [a]\n2: " + too_long + "\n3: [b]\n");
    EXPECT_EQ(read_all(std::string(300'000, 'x') + "\nb\n"), "1: " + too_long + "\n2: [b]\n");
    EXPECT_EQ(read_all(std::string(300'000, 'x')), "1: " + too_long + "\n");
}

TEST(Csv, written_cells_are_quoted_only_where_needed)
{
    std::string out;
    wire::append_csv(out, {"a", "", "見本　花子", "b,c", "d\"e", "f\ng"});
    EXPECT_EQ(out, "a,,見本　花子,\"b,c\",\"d\"\"e\",\"f\ng\"\n");
}

TEST(Csv, a_single_empty_cell_is_not_an_empty_line)
{
    std::string out;
    wire::append_csv(out, {""});
    EXPECT_EQ(read_all(out), "1: []\n");
}
