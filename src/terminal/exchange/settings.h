#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

/// What a facility may choose about its folder exchange. doc/formats/folder-exchange.md is the contract with receipt
/// computers; onshi-terminal.example.toml is the manual.
namespace onshi::terminal {

/// How a result gets its name. Some receipt computers wait for the "changed" event of a file that they saw being made.
enum class Delivery {
    rename,   ///< written beside it under another name, then renamed: never seen half-written
    in_place, ///< created under its name, then written
};

/// What happens to a question whose answer did not come in time (ExchangeSettings::answer_within).
enum class Late {
    give_up, ///< it is not asked any more
    keep,    ///< it is asked on; the answer goes to ExchangeSettings::late_folder, never to the receipt computer
    deliver, ///< it is asked on; the answer takes the place of the failure result
};

/// One pair of folders of one receipt computer.
struct FolderPair
{
    std::filesystem::path requests, results;
};

struct ExchangeSettings
{
    std::vector<FolderPair> folders;
    std::filesystem::path face; ///< for results of the card reader; empty: none
    std::filesystem::path journal = "journal";
    Delivery delivery = Delivery::rename;

    std::chrono::milliseconds poll{500};   ///< between two looks at a folder that tells nothing
    std::chrono::milliseconds settle{100}; ///< a request is whole if its size stood still for so long, and it reads
    std::chrono::milliseconds unreadable{5'000}; ///< a request that stood still so long and does not read gets its .err
    std::size_t largest_request = 524'288;       ///< bytes
    std::size_t in_hand = 32;                    ///< taken and not yet answered, at most; others stay in their folder
    std::size_t connections = 4;                 ///< to the centre
    std::chrono::milliseconds centre_timeout{10'000};
    std::chrono::milliseconds answer_within{25'000}; ///< of taking; then a failure result. 0: waits without end
    Late late = Late::give_up;
    std::filesystem::path late_folder;             ///< for Late::keep; empty: such answers are not written
    std::chrono::minutes response_stay{1'440};     ///< results that nobody fetched are deleted after that
    std::uintmax_t least_free = 16 * 1'048'576ULL; ///< bytes; with less room on a disk nothing is taken

    std::string password; ///< of encrypted messages; empty: there are none
    std::set<std::string>
        encrypted; ///< ids of the messages whose results leave as ZIP: "OQSsiquc01", "OQSsiquc01res_face"
};

} // namespace onshi::terminal
