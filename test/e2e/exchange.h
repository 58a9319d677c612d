#pragma once

#include "net/client.h"
#include "wire/eligibility_message.h"

#include <string>

/// Messages as a receipt computer writes them, by hand: not by the program's own writer.
namespace onshi::test {

struct Asked
{
    std::string on = "20260401";
    std::string facility = "1319999999";
    std::string insurer = "06139992";
    std::string symbol = "架空";
    std::string number = "１２３４";
    std::string branch = "01";
    std::string birth = "19850407";
    std::string consent = "0";
};

inline std::string element(const std::string& name, const std::string& value)
{
    return value.empty() ? std::string() : "<" + name + ">" + value + "</" + name + ">";
}

inline std::string message(const Asked& asked)
{
    return R"(<?xml version="1.0" encoding="UTF-8" standalone="no"?><XmlMsg><MessageHeader>)" +
           element("QualificationConfirmationDate", asked.on) + element("MedicalInstitutionCode", asked.facility) +
           element("ArbitraryFileIdentifier", "202604010001") +
           "</MessageHeader><MessageBody><QualificationConfirmSearchInfo>" + element("InsurerNumber", asked.insurer) +
           element("InsuredCardSymbol", asked.symbol) + element("InsuredIdentificationNumber", asked.number) +
           element("InsuredBranchNumber", asked.branch) + element("Birthdate", asked.birth) +
           element("LimitApplicationCertificateRelatedConsFlg", asked.consent) +
           element("ArbitraryIdentifier", "P000123") + "</QualificationConfirmSearchInfo></MessageBody></XmlMsg>";
}

inline net::Request post(std::string body)
{
    net::Request request;
    request.method = "POST";
    request.path = "/exchange/OQSsiquc01req";
    request.headers = {{"content-type", "application/xml"}};
    request.body = std::move(body);
    return request;
}

/// The text of the first element of that name; empty if there is none.
inline std::string text_of(const std::string& xml, const std::string& name)
{
    const auto begin = xml.find("<" + name + ">");
    if (begin == std::string::npos)
        return {};
    const auto from = begin + name.size() + 2;
    return xml.substr(from, xml.find("</" + name + ">", from) - from);
}

} // namespace onshi::test
