#include "wire/eligibility_statement.h"

#include "base/era_date.h"
#include "wire/pdf_page.h"

#include <initializer_list>
#include <string_view>

namespace onshi::wire {

namespace {

constexpr double left = 18, width = 174; // mm
constexpr double label_width = 36;
constexpr double padding = 2;
constexpr double thick = 0.5;

/// 「■ 国民健康保険」 if it is the one that was stated, else 「□ …」 for the pen.
std::string choice(bool is_stated, std::string_view words)
{
    return std::string(is_stated ? "■ " : "□ ") + std::string(words) + "　　";
}

/// A day as printed, or room to write one.
std::string day_words(const std::optional<base::Date>& day, std::string_view blank)
{
    const auto era = day ? base::era_long(*day) : std::nullopt;
    return !day ? std::string(blank) : era ? *era + "（" + day->iso() + "）" : day->iso();
}

/// The form grows downwards: sections of rows of cells.
class Form
{
public:
    Form(PdfPage& page, double top)
        : page_(page)
        , top_(top)
    {
    }

    struct Cell
    {
        std::string_view label;
        std::string text;
        double text_width;
        double size = 10.5;
    };

    void heading(std::string_view words)
    {
        constexpr double above = 3.5, height = 7;
        top_ += above;
        page_.text({left, top_, width, height}, words, {.size = 11, .bold = true});
        top_ += height;
        begin_ = top_;
    }
    void row(double height, std::initializer_list<Cell> cells)
    {
        double x = left;
        for (const auto& cell : cells) {
            const auto label = label_width * (x > left ? 0.65 : 1);
            const PdfBox label_box{x, top_, label, height};
            const PdfBox value_box{x + label, top_, cell.text_width - label, height};
            page_.shade(label_box);
            page_.frame(label_box);
            page_.frame(value_box);
            page_.text(inside(label_box), cell.label, {.size = 9.5});
            page_.text(inside(value_box), cell.text, {.size = cell.size});
            x += cell.text_width;
        }
        top_ += height;
    }
    void end() { page_.frame({left, begin_, width, top_ - begin_}, thick); }
    void words(double height, std::string_view text, const PdfStyle& style)
    {
        page_.text(inside({left, top_, width, height}), text, style);
        top_ += height;
    }

private:
    static PdfBox inside(const PdfBox& box)
    {
        return {box.left + padding, box.top + 0.5, box.width - 2 * padding, box.height - 1};
    }

    PdfPage& page_;
    double top_, begin_ = 0;
};

void patient(Form& form, const EligibilityStatement& known)
{
    form.heading("１　受診する方（マイナンバーカードに書かれているとおり）");
    form.row(7, {{"フリガナ", "", width}});
    form.row(13, {{"氏名", known.name, width, 14}});
    const auto sex = choice(known.sex == domain::Sex::male, "男") + choice(known.sex == domain::Sex::female, "女");
    form.row(10, {{"生年月日", day_words(known.birth_date, "　　　　　　年　　　月　　　日"), 118},
                  {"性別", sex, width - 118}});
    form.row(16, {{"住所", known.address.empty() ? "〒\n " : known.address, width}});
    form.row(10, {{"連絡先（電話番号）", known.phone, width}});
    form.end();
}

void cover(Form& form, const EligibilityStatement& known)
{
    using enum StatedScheme;
    form.heading("２　加入している公的医療保険（分かる範囲で）");
    form.row(16,
             {{"保険種別",
               choice(known.scheme == employees, "被用者保険（健康保険組合、協会けんぽ、共済組合など）") + "\n" +
                   choice(known.scheme == national, "国民健康保険") +
                   choice(known.scheme == elderly, "後期高齢者医療") + choice(known.scheme == unknown, "わからない"),
               width}});
    form.row(11, {{"保険者等名称", known.insurer_name, width}});
    form.row(11, {{"事業所名（勤務先）", known.employer, width}});
    form.row(10, {{"記号", known.symbol, width / 2}, {"番号", known.number, width / 2}});
    form.row(10, {{"資格を取得した時期",
                   choice(false, "1か月以内") + choice(false, "1か月より前") + choice(false, "わからない"), width}});
    form.row(10, {{"一部負担金の割合",
                   choice(known.share == 3, "3割") + choice(known.share == 2, "2割") + choice(known.share == 1, "1割") +
                       choice(false, "わからない"),
                   width}});
    form.end();
}

void signature(Form& form)
{
    form.heading("３　署名");
    form.words(
        11,
        "上のとおり申し立てます。後日、加入している医療保険や一部負担金の割合がこの申立てと違うと分かったときは、"
        "医療費の精算に応じます。",
        {.size = 9.5});
    form.row(9, {{"申立年月日", "　　　　　　年　　　月　　　日", width}});
    form.row(14, {{"署名（受診する方）", "", width}});
    form.row(12, {{"代理の方の署名", "", 118}, {"続柄など", "", width - 118}});
    form.end();
}

void facility(Form& form, const EligibilityStatement& known, const StatementIssue& issue)
{
    form.heading("医療機関・薬局の記入欄");
    form.row(10, {{"医療機関等", issue.facility_name + "（" + issue.facility_code + "）", width}});
    form.row(9, {{"受診日", day_words(known.on, "　　　　　年　　　月　　　日"), 118}, {"受付者", "", width - 118}});
    form.row(9, {{"確認できない理由",
                  choice(false, "資格（無効）・資格情報なし") + choice(false, "機器・回線の障害") +
                      choice(false, "カードの不具合"),
                  width}});
    form.end();
}

std::string footer(const StatementIssue& issue)
{
    const auto moment = base::jst_iso(issue.at);
    return "印字　" + moment.substr(0, 10) + " " + moment.substr(11, 5) + "　onshi" +
           (issue.development ? "　【開発用：実在する人のものではありません】" : "");
}

} // namespace

std::string eligibility_statement_pdf(const EligibilityStatement& known, const StatementIssue& issue)
{
    constexpr double top = 13;
    PdfPage page("被保険者資格申立書", issue.at);
    Form form(page, top);
    form.words(12, "被保険者資格申立書", {.size = 20, .bold = true, .align = PdfAlign::centre});
    form.words(
        15,
        "オンライン資格確認で資格を確認できなかったため、加入している公的医療保険について次のとおり申し立てます。\n"
        "分かる範囲で書き、□は当てはまるものに印を付けてください（■と文字は、分かっている内容を印字したもの）。",
        {.size = 9.5});
    patient(form, known);
    cover(form, known);
    signature(form);
    facility(form, known, issue);
    form.words(7, footer(issue), {.size = 8});
    return page.finish();
}

} // namespace onshi::wire
