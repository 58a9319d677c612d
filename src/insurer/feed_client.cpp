#include "insurer/feed_client.h"

#include "pki/digest.h"
#include "wire/json.h"

#include <vector>

namespace onshi::insurer {

using wire::Json;

namespace {

std::int64_t number_in(const Json& json, const char* name) { return json.integer_of(name).value_or(0); }

FeedView view_of(const Json& json)
{
    FeedView view{.id = json.text_of("id"), .state = json.text_of("state"), .absent = number_in(json, "absent")};
    json.each_member([&](std::string_view name, const Json& value) {
        if (name == "rows") {
            view.read = number_in(value, "read");
            view.added = number_in(value, "added");
            view.changed = number_in(value, "changed");
            view.unchanged = number_in(value, "unchanged");
            view.refused = number_in(value, "refused");
            view.remarks = number_in(value, "remarks");
            view.held = number_in(value, "held");
        } else if (name == "difference") {
            value.each_member([&](std::string_view field, const Json& rows) {
                view.difference[std::string(field)] = std::stoll(rows.scalar().value_or("0"));
            });
        }
    });
    return view;
}

struct FileFacts
{
    std::string sha256;
    std::int64_t bytes = 0;
};

FileFacts facts_of(std::istream& file)
{
    pki::Sha256 hash;
    FileFacts facts;
    std::string buffer(domain::feed_part_bytes, '\0');
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
        hash.update({buffer.data(), static_cast<std::size_t>(file.gcount())});
        facts.bytes += file.gcount();
    }
    facts.sha256 = pki::hex(hash.finish());
    file.clear();
    return facts;
}

std::string part_of(std::istream& file, std::int64_t part)
{
    std::string bytes(domain::feed_part_bytes, '\0');
    file.clear();
    file.seekg(part * static_cast<std::int64_t>(domain::feed_part_bytes));
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

std::vector<std::int64_t> missing_parts(const Json& json)
{
    std::vector<std::int64_t> parts;
    json.each_member([&](std::string_view name, const Json& value) {
        if (name == "missing_parts")
            value.each_item([&](const Json& part) { parts.push_back(std::stoll(part.scalar().value_or("0"))); });
    });
    return parts;
}

} // namespace

domain::Result<std::string> FeedClient::exchange(const char* method, const std::string& path, const char* type,
                                                 std::string body)
{
    net::Request request;
    request.method = method;
    request.path = path;
    request.headers = {{"content-type", type}};
    request.body = std::move(body);
    auto response = client_.exchange(request);
    if (response.status < 300)
        return std::move(response.body);
    const auto problem = Json::parse(response.body);
    return std::unexpected(problem ? wire::rejection_in(*problem) : problem.error());
}

domain::Result<FeedView> FeedClient::view(const char* method, const std::string& path, std::string body)
{
    const auto answer = exchange(method, path, "application/json", std::move(body));
    if (!answer)
        return std::unexpected(answer.error());
    const auto json = Json::parse(*answer);
    if (!json)
        return std::unexpected(json.error());
    return view_of(*json);
}

domain::Result<FeedView> FeedClient::send(std::istream& file, domain::FeedKind kind, const std::string& name,
                                          const std::function<void(std::int64_t, std::int64_t)>& on_part)
{
    const auto facts = facts_of(file);
    auto announced = Json::object();
    announced.set("kind", domain::name_of(kind))
        .set("name", name)
        .set("sha256", facts.sha256)
        .set("bytes", facts.bytes);
    const auto begun = view("POST", "/feeds", announced.compact());
    if (!begun)
        return begun;
    const auto path = "/feeds/" + begun->id;
    while (true) { // the centre names only so many missing parts at once
        const auto status = exchange("GET", path, "application/json", {});
        if (!status)
            return std::unexpected(status.error());
        const auto json = Json::parse(*status);
        const auto missing = json ? missing_parts(*json) : std::vector<std::int64_t>();
        if (missing.empty())
            return view("POST", path + "/complete");
        for (const auto part : missing) {
            if (const auto sent = exchange("PUT", path + "/parts/" + std::to_string(part), "application/octet-stream",
                                           part_of(file, part));
                !sent)
                return std::unexpected(sent.error());
            on_part(part, json->integer_of("parts").value_or(0));
        }
    }
}

domain::Result<FeedView> FeedClient::see(const std::string& id) { return view("GET", "/feeds/" + id); }

domain::Result<FeedView> FeedClient::decide(const std::string& id, bool accept)
{
    return view("POST", "/feeds/" + id + (accept ? "/accept" : "/refuse"));
}

domain::Result<std::string> FeedClient::notes(const std::string& id)
{
    return exchange("GET", "/feeds/" + id + "/notes", "application/json", {});
}

} // namespace onshi::insurer
