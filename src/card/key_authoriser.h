#pragma once

#include "card/jpki_ap.h"

#include <functional>

namespace onshi::card {

/// How the authentication key becomes usable for one signature: the patient's PIN, or the terminal's own right.
class KeyAuthoriser
{
public:
    KeyAuthoriser() = default;
    virtual ~KeyAuthoriser() = default;
    KeyAuthoriser(const KeyAuthoriser&) = delete;
    KeyAuthoriser& operator=(const KeyAuthoriser&) = delete;
    [[nodiscard]] virtual CardResult<void> authorise(JpkiAp& application) = 0;
};

/// The PIN must outlive it.
class PinAuthoriser final : public KeyAuthoriser
{
public:
    explicit PinAuthoriser(const Pin& pin, LastTry last_try = LastTry::refuse)
        : pin_(pin)
        , last_try_(last_try)
    {
    }
    [[nodiscard]] CardResult<void> authorise(JpkiAp& application) override;

private:
    const Pin& pin_;
    LastTry last_try_;
};

/// Without a PIN, for face and visual confirmation: PROJECT MODEL. 公的個人認証法38条の2 allows a
/// 特定利用者証明検証者 this; how a real card is told so is not public. What is done here is onshi's own scheme
/// (doc/formats/terminal-authorisation.md), and only the virtual card knows it: no real card can be opened with it.
class TerminalAuthoriser final : public KeyAuthoriser
{
public:
    /// Signs a message with the key of the certificate: RSASSA-PKCS1-v1_5 with SHA-256.
    using Sign = std::function<Bytes(ByteView message)>;
    /// `certificate`: the terminal's card-verifiable certificate, as the test authority issues it.
    TerminalAuthoriser(Bytes certificate, Sign sign)
        : certificate_(std::move(certificate))
        , sign_(std::move(sign))
    {
    }
    [[nodiscard]] CardResult<void> authorise(JpkiAp& application) override;

private:
    Bytes certificate_;
    Sign sign_;
};

} // namespace onshi::card
