#include "synth/name_tables.h"

#include <array>

namespace onshi::synth {
namespace {

constexpr std::array<NamePart, 100> families_in_use{{
    {"佐藤", "サトウ"},   {"鈴木", "スズキ"},   {"高橋", "タカハシ"},   {"田中", "タナカ"},   {"伊藤", "イトウ"},
    {"渡辺", "ワタナベ"}, {"山本", "ヤマモト"}, {"中村", "ナカムラ"},   {"小林", "コバヤシ"}, {"加藤", "カトウ"},
    {"吉田", "ヨシダ"},   {"山田", "ヤマダ"},   {"佐々木", "ササキ"},   {"山口", "ヤマグチ"}, {"松本", "マツモト"},
    {"井上", "イノウエ"}, {"木村", "キムラ"},   {"林", "ハヤシ"},       {"斎藤", "サイトウ"}, {"清水", "シミズ"},
    {"山崎", "ヤマザキ"}, {"森", "モリ"},       {"池田", "イケダ"},     {"橋本", "ハシモト"}, {"阿部", "アベ"},
    {"石川", "イシカワ"}, {"山下", "ヤマシタ"}, {"中島", "ナカジマ"},   {"石井", "イシイ"},   {"小川", "オガワ"},
    {"前田", "マエダ"},   {"岡田", "オカダ"},   {"長谷川", "ハセガワ"}, {"藤田", "フジタ"},   {"後藤", "ゴトウ"},
    {"近藤", "コンドウ"}, {"村上", "ムラカミ"}, {"遠藤", "エンドウ"},   {"青木", "アオキ"},   {"坂本", "サカモト"},
    {"福田", "フクダ"},   {"太田", "オオタ"},   {"西村", "ニシムラ"},   {"藤井", "フジイ"},   {"金子", "カネコ"},
    {"岡本", "オカモト"}, {"藤原", "フジワラ"}, {"中野", "ナカノ"},     {"三浦", "ミウラ"},   {"原田", "ハラダ"},
    {"中川", "ナカガワ"}, {"松田", "マツダ"},   {"竹内", "タケウチ"},   {"小野", "オノ"},     {"田村", "タムラ"},
    {"中山", "ナカヤマ"}, {"和田", "ワダ"},     {"石田", "イシダ"},     {"森田", "モリタ"},   {"上田", "ウエダ"},
    {"原", "ハラ"},       {"内田", "ウチダ"},   {"柴田", "シバタ"},     {"酒井", "サカイ"},   {"宮崎", "ミヤザキ"},
    {"横山", "ヨコヤマ"}, {"高木", "タカギ"},   {"安藤", "アンドウ"},   {"宮本", "ミヤモト"}, {"大野", "オオノ"},
    {"小島", "コジマ"},   {"谷口", "タニグチ"}, {"今井", "イマイ"},     {"工藤", "クドウ"},   {"高田", "タカダ"},
    {"増田", "マスダ"},   {"丸山", "マルヤマ"}, {"杉山", "スギヤマ"},   {"村田", "ムラタ"},   {"大塚", "オオツカ"},
    {"新井", "アライ"},   {"小山", "コヤマ"},   {"平野", "ヒラノ"},     {"藤本", "フジモト"}, {"河野", "コウノ"},
    {"上野", "ウエノ"},   {"野口", "ノグチ"},   {"武田", "タケダ"},     {"松井", "マツイ"},   {"千葉", "チバ"},
    {"菅原", "スガワラ"}, {"岩崎", "イワサキ"}, {"久保", "クボ"},       {"木下", "キノシタ"}, {"佐野", "サノ"},
    {"野村", "ノムラ"},   {"松尾", "マツオ"},   {"市川", "イチカワ"},   {"菊地", "キクチ"},   {"杉本", "スギモト"},
}};

constexpr std::array<VariantName, 9> windows_31j_families{{
    {"髙橋", "タカハシ", "高橋"},
    {"山﨑", "ヤマザキ", "山崎"},
    {"髙木", "タカギ", "高木"},
    {"宮﨑", "ミヤザキ", "宮崎"},
    {"髙田", "タカダ", "高田"},
    {"岩﨑", "イワサキ", "岩崎"},
    {"濵田", "ハマダ", "浜田"},
    {"栁田", "ヤナギダ", "柳田"},
    {"德田", "トクダ", "徳田"},
}};

constexpr std::array<VariantName, 5> jis_x_0213_families{{
    {"圡井", "ドイ", "土井"},
    {"㐂田", "キダ", "喜田"},
    {"柗本", "マツモト", "松本"},
    {"𡈽屋", "ツチヤ", "土屋"},
    {"𣘺本", "ハシモト", "橋本"},
}};

constexpr std::array<VariantName, 4> other_families{{
    {"𠮷田", "ヨシダ", "吉田"},
    {"葛\U000E0100西", "カサイ", "葛西"},
    {"辻\U000E0100本", "ツジモト", "辻本"},
    {"𫝆井", "イマイ", "今井"},
}};

using GivenNames = std::array<NamePart, 30>;

constexpr GivenNames men_before{{
    {"清", "キヨシ"},     {"実", "ミノル"},   {"勇", "イサム"},   {"茂", "シゲル"},   {"博", "ヒロシ"},
    {"進", "ススム"},     {"勝", "マサル"},   {"正", "タダシ"},   {"隆", "タカシ"},   {"誠", "マコト"},
    {"修", "オサム"},     {"豊", "ユタカ"},   {"昇", "ノボル"},   {"弘", "ヒロシ"},   {"稔", "ミノル"},
    {"健一", "ケンイチ"}, {"浩二", "コウジ"}, {"和夫", "カズオ"}, {"幸雄", "ユキオ"}, {"正雄", "マサオ"},
    {"義雄", "ヨシオ"},   {"昭", "アキラ"},   {"剛", "ツヨシ"},   {"直樹", "ナオキ"}, {"英樹", "ヒデキ"},
    {"哲也", "テツヤ"},   {"秀樹", "ヒデキ"}, {"達也", "タツヤ"}, {"学", "マナブ"},   {"明", "アキラ"},
}};

constexpr GivenNames men_since{{
    {"大輔", "ダイスケ"}, {"翔太", "ショウタ"}, {"健太", "ケンタ"},   {"拓也", "タクヤ"},     {"翔", "ショウ"},
    {"蓮", "レン"},       {"大翔", "ヒロト"},   {"悠真", "ユウマ"},   {"陽翔", "ハルト"},     {"湊", "ミナト"},
    {"樹", "イツキ"},     {"颯太", "ソウタ"},   {"陸", "リク"},       {"海斗", "カイト"},     {"大和", "ヤマト"},
    {"駿", "シュン"},     {"亮太", "リョウタ"}, {"雄大", "ユウダイ"}, {"祐樹", "ユウキ"},     {"和也", "カズヤ"},
    {"優斗", "ユウト"},   {"隼人", "ハヤト"},   {"直人", "ナオト"},   {"涼介", "リョウスケ"}, {"智也", "トモヤ"},
    {"新", "アラタ"},     {"朝陽", "アサヒ"},   {"律", "リツ"},       {"結翔", "ユイト"},     {"啓太", "ケイタ"},
}};

constexpr GivenNames women_before{{
    {"和子", "カズコ"},   {"幸子", "サチコ"},   {"節子", "セツコ"},   {"洋子", "ヨウコ"},   {"恵子", "ケイコ"},
    {"京子", "キョウコ"}, {"久美子", "クミコ"}, {"由美子", "ユミコ"}, {"真由美", "マユミ"}, {"明美", "アケミ"},
    {"裕子", "ユウコ"},   {"陽子", "ヨウコ"},   {"智子", "トモコ"},   {"美智子", "ミチコ"}, {"千代子", "チヨコ"},
    {"文子", "フミコ"},   {"トシ子", "トシコ"}, {"ハル", "ハル"},     {"キミ", "キミ"},     {"すみ子", "スミコ"},
    {"弘子", "ヒロコ"},   {"悦子", "エツコ"},   {"純子", "ジュンコ"}, {"直美", "ナオミ"},   {"典子", "ノリコ"},
    {"順子", "ジュンコ"}, {"敏子", "トシコ"},   {"光子", "ミツコ"},   {"信子", "ノブコ"},   {"良子", "リョウコ"},
}};

constexpr GivenNames women_since{{
    {"愛", "アイ"},     {"美咲", "ミサキ"},   {"さくら", "サクラ"}, {"彩", "アヤ"},     {"葵", "アオイ"},
    {"陽菜", "ヒナ"},   {"結衣", "ユイ"},     {"凛", "リン"},       {"結菜", "ユイナ"}, {"莉子", "リコ"},
    {"紬", "ツムギ"},   {"芽衣", "メイ"},     {"杏", "アン"},       {"美羽", "ミウ"},   {"ひかり", "ヒカリ"},
    {"麻衣", "マイ"},   {"恵", "メグミ"},     {"舞", "マイ"},       {"千尋", "チヒロ"}, {"香織", "カオリ"},
    {"沙織", "サオリ"}, {"菜々子", "ナナコ"}, {"優花", "ユウカ"},   {"七海", "ナナミ"}, {"楓", "カエデ"},
    {"遥", "ハルカ"},   {"琴音", "コトネ"},   {"心春", "コハル"},   {"瑞希", "ミズキ"}, {"詩", "ウタ"},
}};

constexpr std::array<NamePart, 4> vietnamese_families{
    {{"NGUYEN", "グエン"}, {"TRAN", "チャン"}, {"LE", "レ"}, {"PHAM", "ファム"}}};
constexpr std::array<NamePart, 4> vietnamese_men{{{"VAN A", "ヴァン　ア"},
                                                  {"VAN HUNG", "ヴァン　フン"},
                                                  {"DUC MINH", "ドゥック　ミン"},
                                                  {"QUOC BAO", "クオック　バオ"}}};
constexpr std::array<NamePart, 4> vietnamese_women{{{"THI HOA", "ティ　ホア"},
                                                    {"THI LAN", "ティ　ラン"},
                                                    {"THU HUONG", "トゥ　フオン"},
                                                    {"NGOC ANH", "ゴック　アイン"}}};

constexpr std::array<NamePart, 4> chinese_families{
    {{"WANG", "ワン"}, {"LI", "リ"}, {"ZHANG", "チャン"}, {"CHEN", "チェン"}}};
constexpr std::array<NamePart, 4> chinese_men{
    {{"WEI", "ウェイ"}, {"JUN", "ジュン"}, {"QIANG", "チアン"}, {"HAO", "ハオ"}}};
constexpr std::array<NamePart, 4> chinese_women{
    {{"FANG", "ファン"}, {"NA", "ナ"}, {"LI", "リ"}, {"XIUYING", "シウイン"}}};

constexpr std::array<NamePart, 4> korean_families{{{"KIM", "キム"}, {"LEE", "イ"}, {"PARK", "パク"}, {"CHOI", "チェ"}}};
constexpr std::array<NamePart, 4> korean_men{
    {{"MINJUN", "ミンジュン"}, {"JIHOON", "ジフン"}, {"SEOJUN", "ソジュン"}, {"YOUNGHO", "ヨンホ"}}};
constexpr std::array<NamePart, 4> korean_women{
    {{"SEOYEON", "ソヨン"}, {"JIWOO", "ジウ"}, {"MINJI", "ミンジ"}, {"YOUNGHEE", "ヨンヒ"}}};

constexpr std::array<NamePart, 4> filipino_families{
    {{"SANTOS", "サントス"}, {"REYES", "レイエス"}, {"CRUZ", "クルス"}, {"DELA CRUZ", "デラ　クルス"}}};
constexpr std::array<NamePart, 4> filipino_men{
    {{"JOSE", "ホセ"}, {"JUAN MIGUEL", "フアン　ミゲル"}, {"MARK", "マーク"}, {"ANGELO", "アンジェロ"}}};
constexpr std::array<NamePart, 4> filipino_women{
    {{"MARIA", "マリア"}, {"ANNA MARIE", "アンナ　マリー"}, {"GRACE", "グレイス"}, {"JOY", "ジョイ"}}};

constexpr std::array<NamePart, 4> brazilian_families{
    {{"SILVA", "シルバ"}, {"OLIVEIRA", "オリベイラ"}, {"SOUZA", "ソウザ"}, {"PEREIRA", "ペレイラ"}}};
constexpr std::array<NamePart, 4> brazilian_men{{{"CARLOS EDUARDO", "カルロス　エドゥアルド"},
                                                 {"LUCAS", "ルーカス"},
                                                 {"PAULO", "パウロ"},
                                                 {"RAFAEL", "ラファエル"}}};
constexpr std::array<NamePart, 4> brazilian_women{{{"ANA PAULA", "アナ　パウラ"},
                                                   {"JULIANA", "ジュリアナ"},
                                                   {"FERNANDA", "フェルナンダ"},
                                                   {"BEATRIZ", "ベアトリス"}}};

constexpr std::array<NamePart, 4> nepali_families{
    {{"GURUNG", "グルン"}, {"RAI", "ライ"}, {"THAPA", "タパ"}, {"TAMANG", "タマン"}}};
constexpr std::array<NamePart, 4> nepali_men{
    {{"SURESH", "スレス"}, {"BIKASH", "ビカス"}, {"RAJU", "ラジュ"}, {"KRISHNA BAHADUR", "クリシュナ　バハドゥル"}}};
constexpr std::array<NamePart, 4> nepali_women{
    {{"SITA", "シタ"}, {"SUNITA", "スニタ"}, {"ANJALI", "アンジャリ"}, {"MAYA", "マヤ"}}};

constexpr std::array<ForeignNames, 6> peoples{{
    {chinese_families, chinese_men, chinese_women},
    {vietnamese_families, vietnamese_men, vietnamese_women},
    {korean_families, korean_men, korean_women},
    {filipino_families, filipino_men, filipino_women},
    {brazilian_families, brazilian_men, brazilian_women},
    {nepali_families, nepali_men, nepali_women},
}};

} // namespace

std::span<const NamePart> common_families() { return families_in_use; }

std::span<const VariantName> variant_families(Repertoire repertoire)
{
    switch (repertoire) {
    case Repertoire::windows_31j:
        return windows_31j_families;
    case Repertoire::jis_x_0213:
        return jis_x_0213_families;
    case Repertoire::neither:
        return other_families;
    }
    return {};
}

std::span<const NamePart> given_names(domain::Sex sex, bool before)
{
    if (sex == domain::Sex::male)
        return before ? men_before : men_since;
    return before ? women_before : women_since;
}

std::span<const ForeignNames> foreign_names() { return peoples; }

} // namespace onshi::synth
