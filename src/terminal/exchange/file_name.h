#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The names by which receipt computers and the terminal know files (interface 1.2).
namespace onshi::terminal {

/// What a name in a folder of requests says.
struct RequestName
{
    enum class Kind {
        other,   ///< no request, or not yet: a hidden file, another ending. Left alone
        unnamed, ///< ends like a request and is not named like one
        unknown, ///< a message that the terminal does not know
        known,
    };
    Kind kind = Kind::other;
    std::string message;    ///< "OQSsiquc01"; of known ones
    std::string result;     ///< name of the result without its ending: "OQSsiquc01res_202604010001"
    bool encrypted = false; ///< ends in .zip
};
[[nodiscard]] RequestName parse_request_name(std::string_view name);

/// True for what the terminal itself writes into folders of results: results that nobody fetched are deleted by that.
[[nodiscard]] bool is_result_name(std::string_view name);

} // namespace onshi::terminal
