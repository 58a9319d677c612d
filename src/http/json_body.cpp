#include "http/json_body.h"

#include "wire/json.h"

namespace onshi::http {

domain::Result<std::vector<std::string>> texts_of(const net::Request& request,
                                                  std::initializer_list<const char*> members)
{
    const auto body = wire::Json::parse(request.body);
    if (!body)
        return std::unexpected(body.error());
    std::vector<std::string> texts;
    for (const char* member : members) {
        texts.push_back(body->text_of(member));
        if (texts.back().empty())
            return std::unexpected(domain::rejection(domain::ErrorCode::element_missing, member, member));
    }
    return texts;
}

} // namespace onshi::http
