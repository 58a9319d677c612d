#pragma once

#include "base/fault.h"
#include "net/ip_address.h"

#include <cstdint>
#include <set>
#include <string>
#include <toml++/toml.h>
#include <type_traits>
#include <vector>

/// How programs read their settings files (TOML).
namespace onshi::programs {

/// Throws base::Fault(setup): "FILE:LINE: what".
[[noreturn]] inline void fail_at(const std::string& file, const toml::source_position& at, const std::string& what)
{
    throw base::Fault(base::FaultCode::setup, file + ":" + std::to_string(at.line) + ": " + what);
}

/// Reads keys of one table and remembers them, so that what is left over is a typing error.
class Section
{
public:
    Section(std::string file, const toml::table* table, std::string name)
        : file_(std::move(file))
        , table_(table)
        , name_(std::move(name))
    {
    }

    const toml::node* find(const std::string& key)
    {
        known_.insert(key);
        return table_ ? table_->get(key) : nullptr;
    }

    void read(const std::string& key, bool& into)
    {
        if (const auto* node = find(key)) {
            if (!node->is_boolean())
                wrong(key, *node, "must be true or false");
            into = **node->as_boolean();
        }
    }
    void read(const std::string& key, std::string& into)
    {
        if (const auto* node = find(key)) {
            if (!node->is_string())
                wrong(key, *node, "must be a text in quotes");
            into = **node->as_string();
        }
    }
    void read(const std::string& key, double& into, double least)
    {
        if (const auto* node = find(key)) {
            const auto number = node->value<double>();
            if (!number || *number < least)
                wrong(key, *node, "must be a number of at least " + std::to_string(least));
            into = *number;
        }
    }
    void read_whole(const std::string& key, auto& into, std::int64_t least, std::int64_t most)
    {
        if (const auto* node = find(key)) {
            const auto number = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
            if (!number || *number < least || *number > most)
                wrong(key, *node,
                      "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
            into = std::remove_reference_t<decltype(into)>(*number);
        }
    }

    void read_addresses(const std::string& key, std::vector<std::string>& into)
    {
        const auto* node = find(key);
        if (!node)
            return;
        if (!node->is_array())
            wrong(key, *node, "must be a list of IP addresses in quotes");
        for (const auto& entry : *node->as_array()) {
            const auto address = net::canonical_ip(entry.value_or(std::string()));
            if (!address)
                wrong(key, entry, "must be IP addresses, one by one: no name, no range, no port");
            into.push_back(*address);
        }
    }

    void read_texts(const std::string& key, std::vector<std::string>& into)
    {
        const auto* node = find(key);
        if (!node)
            return;
        if (!node->is_array())
            wrong(key, *node, "must be a list of texts in quotes");
        into.clear();
        for (const auto& entry : *node->as_array()) {
            if (!entry.is_string())
                wrong(key, entry, "must be texts in quotes");
            into.push_back(entry.value_or(std::string()));
        }
    }

    void refuse_unknown() const
    {
        if (!table_)
            return;
        for (const auto& [key, node] : *table_)
            if (!known_.contains(std::string(key.str())))
                wrong(std::string(key.str()), node, "is not a setting; see onshi.example.toml");
    }

    [[noreturn]] void wrong(const std::string& key, const toml::node& node, const std::string& what) const
    {
        fail_at(file_, node.source().begin, (name_.empty() ? key : name_ + "." + key) + ": " + what);
    }

private:
    std::string file_;
    const toml::table* table_;
    std::string name_;
    std::set<std::string> known_;
};

} // namespace onshi::programs
