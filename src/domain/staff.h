#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The people who work with the system, at facilities, insurers and the ministry.
namespace onshi::domain {

enum class CallerClass : std::uint8_t;

/// What somebody is there for (職種・役割). The names stand in the database and in messages and never change.
enum class StaffRole : std::uint8_t {
    doctor,        ///< 医師
    dentist,       ///< 歯科医師
    pharmacist,    ///< 薬剤師
    nurse,         ///< 看護師
    clerk,         ///< 受付・医事
    administrator, ///< 管理者: makes the other members of the same holder
    insurer_clerk, ///< 保険者の担当者
    ministry_desk, ///< 厚生労働省の担当者
};

inline constexpr std::array every_staff_role{
    StaffRole::doctor, StaffRole::dentist,       StaffRole::pharmacist,    StaffRole::nurse,
    StaffRole::clerk,  StaffRole::administrator, StaffRole::insurer_clerk, StaffRole::ministry_desk};

[[nodiscard]] const char* name_of(StaffRole);
[[nodiscard]] std::optional<StaffRole> staff_role(std::string_view name);
/// Whether holders of that class have members of that role: a facility has no insurer's clerk. All three that have
/// members have administrators.
[[nodiscard]] bool exists_at(StaffRole, CallerClass);

/// Who is signed in. Comes from a session that the centre made, never from what a message says.
struct StaffMember
{
    std::string id; ///< UUID version 7; for the record and the log, which never hear login or name
    StaffRole role{};

    bool operator==(const StaffMember&) const = default;
};

} // namespace onshi::domain
