#include "synth/town.h"

namespace onshi::synth {

std::string readme(const TownOptions& options)
{
    const auto command = "onshi synth --people " + std::to_string(options.people) + " --seed " +
                         std::to_string(options.seed) + " --facilities " + std::to_string(options.facilities) +
                         " --as-of " + options.as_of.iso() + " --output DIR\n";
    return "合成データ（架空の町）\n"
           "======================\n"
           "\n"
           "このフォルダーの人、世帯、保険者、医療機関・薬局、番号、住所は、すべて onshi "
           "が乱数から作った架空のものです。\n"
           "実在の人や団体の情報は一切使っていません。実在の名前と同じものがあれば偶然です。\n"
           "\n"
           "見分け方: 個人コードは SYN で始まる。住所は「架空」、郵便番号は 999 で始まる。保険者別番号は 900 から "
           "999。\n"
           "医療機関コードの郡市区番号は 90 から 99。保険者と医療機関の名称は「（合成）」で終わる。\n"
           "検証番号は正しく計算してあるので、試験のほかには使わないでください。\n"
           "\n"
           "作り方（同じ指定なら、どの機械でも同じ内容になります）:\n"
           "\n"
           "    " +
           command +
           "\n"
           "\n"
           "Synthetic data (a town that never was)\n"
           "======================================\n"
           "\n"
           "Every person, household, insurer, facility, number and address in this folder was made by onshi from "
           "random\n"
           "numbers. Nothing about any real person or body was used; a name that is also somebody's is so by chance.\n"
           "\n"
           "How to tell: person codes begin with SYN; addresses begin with 架空, post numbers with 999; insurer "
           "numbers carry\n"
           "保険者別番号 900 to 999; facility codes carry 郡市区番号 90 to 99; names of insurers and facilities end "
           "with （合成）.\n"
           "Check digits are right, so use the data for nothing but trials.\n"
           "\n"
           "Made by the following command, which gives the same bytes on every machine:\n"
           "\n"
           "    " +
           command;
}

} // namespace onshi::synth
