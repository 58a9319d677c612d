#include "wire/eligibility_answer_tree.h"
#include "wire/json.h"

#include <utility>
#include <vector>

namespace onshi::wire {

namespace {

// Builds from the inside out: a group enters its parent when it closes.
class JsonWriter
{
public:
    void open(const Tag&) { groups_.push_back(Json::object()); }
    void close(const Tag& tag)
    {
        Json group = pop();
        groups_.back().set(tag.name, std::move(group));
    }
    void leaf(const Tag& tag, std::string_view text)
    {
        if (!text.empty())
            groups_.back().set(tag.name, text);
    }
    void message(const Tag& tag, std::string_view text) { leaf(tag, text); }
    void open_list(const Tag&) { groups_.push_back(Json::array()); }
    void close_list(const Tag& tag) { close(tag); }
    void open_item(const Tag& tag) { open(tag); }
    // An item stands in its array under its name: [{"ResultOfQualificationConfirmation": {...}}] (interface 2.2).
    void close_item(const Tag& tag)
    {
        Json item = pop();
        groups_.back().push(std::move(Json::object().set(tag.name, std::move(item))));
    }
    // The diseases are an array of flat objects (interface 2.9).
    void open_flat_item(const Tag& tag) { open(tag); }
    void close_flat_item(const Tag&)
    {
        Json item = pop();
        groups_.back().push(std::move(item));
    }
    [[nodiscard]] std::string text() const { return groups_.front().pretty(); }

private:
    Json pop()
    {
        Json group = std::move(groups_.back());
        groups_.pop_back();
        return group;
    }
    std::vector<Json> groups_{Json::object()};
};

} // namespace

std::string eligibility_answer_json(const EligibilityAnswer& answer)
{
    JsonWriter json;
    tell_answer(json, answer);
    return json.text();
}

} // namespace onshi::wire
