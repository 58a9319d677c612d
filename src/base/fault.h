#pragma once

#include <stdexcept>
#include <string>

/// Two of the four lanes in which things go wrong (doc/errors.md): the world broke, or a promise of our own did.
/// The other two, outcome and rejection, are values and live in domain/.
namespace onshi::base {

/// What broke. One word that an operator can search for in the log.
enum class FaultCode {
    storage,   ///< the database refused or is gone
    duplicate, ///< a unique key exists already (a port code of storage)
    conflict,  ///< another transaction won; the caller may try again (a port code of storage)
    io,        ///< a file could not be read or written
    network,   ///< a connection failed
    crypto,    ///< a cryptographic library call failed
    setup,     ///< the installation is wrong: missing file, wrong schema version, bad configuration
};

[[nodiscard]] const char* name_of(FaultCode code);

/// Thrown low, caught once by whoever owns the operation (http/pipeline for requests, main() for commands).
/// `what()` is for the log of the operator; it never holds personal data and never reaches a client.
class Fault : public std::runtime_error
{
public:
    Fault(FaultCode code, const std::string& details)
        : std::runtime_error(details)
        , code_(code)
    {
    }
    [[nodiscard]] FaultCode code() const { return code_; }

private:
    FaultCode code_;
};

/// A broken invariant of this program. Fails the one request or command that met it.
class Bug : public std::logic_error
{
    using std::logic_error::logic_error;
};

} // namespace onshi::base

/// States what must be true here. A false one throws base::Bug naming the place.
#define ONSHI_CHECK(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            throw ::onshi::base::Bug(std::string(__FILE__) + ":" + std::to_string(__LINE__) + ": " #condition);        \
    } while (false)
