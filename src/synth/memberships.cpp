#include "synth/memberships.h"

#include "synth/birth_dates.h"

#include <array>
#include <optional>

namespace onshi::synth {
namespace {

constexpr int disability_age = 65;
// 障害認定 under 75: some 1.4 % of those from 65 to 74 (approximate; makes 後期高齢者医療 a little larger than 75 and
// over).
constexpr std::uint32_t disability_permille = 14;

using ByAge = std::array<std::uint32_t, 15>; // permille by five-year class up to 70 to 74

// How many have an employer's insurance of their own. Chosen so that the town's schemes come out in the proportions of
// domain rules 9 (77.90 : 26.38 : 19.44) and 国保 grows with age as it does in Japan; a test holds the result.
constexpr ByAge heads{0, 0, 0, 400, 770, 790, 790, 790, 790, 790, 790, 770, 640, 380, 250};
constexpr ByAge spouses{0, 0, 0, 0, 380, 500, 500, 480, 500, 530, 530, 500, 360, 180, 80};
constexpr ByAge children{0, 0, 0, 100, 560, 800, 800, 780, 770, 750, 720, 700, 500, 300, 200};
constexpr ByAge parents{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 300, 300, 280, 180, 80};

constexpr std::uint32_t grown_dependant_permille = 700; // of those without work whose family has an employee
constexpr std::uint32_t parent_dependant_permille = 350;

/// Draws the memberships of one household, the head first, so that those who follow know on whom they can depend.
class Drawing
{
public:
    Drawing(Draw& draw, const Household& household, base::Date as_of)
        : draw_(draw)
        , household_(household)
        , as_of_(as_of)
    {
    }

    Memberships run()
    {
        for (std::size_t member = 0; member < household_.members.size(); ++member) {
            if (is_late_elderly(member))
                result_.late_elderly.push_back(member);
            else
                insure(member);
        }
        return result_;
    }

private:
    [[nodiscard]] int age(std::size_t member) const { return age_on(household_.members[member].birth, as_of_); }

    bool is_late_elderly(std::size_t member)
    {
        const int years = age(member);
        return years >= late_elderly_age || (years >= disability_age && draw_.permille(disability_permille));
    }

    bool works(std::size_t member, const ByAge& permille)
    {
        return age(member) >= 18 && draw_.permille(permille.at(static_cast<std::size_t>(age(member) / 5)));
    }

    void insure(std::size_t member)
    {
        switch (household_.members[member].role) {
        case Role::head:
            own(member, works(member, heads));
            return;
        case Role::spouse:
            insure_spouse(member);
            return;
        case Role::child:
            insure_child(member);
            return;
        case Role::parent:
            insure_parent(member);
            return;
        }
    }

    void insure_spouse(std::size_t member)
    {
        if (works(member, spouses))
            own(member, true);
        else if (age(member) >= 60 && !carried_by_employee()) // 国保 of its own: the couple changes separately
            own(member, false);
        else
            depend_or(member, false);
    }

    void insure_child(std::size_t member)
    {
        if (works(member, children))
            own(member, true);
        else if (age(member) < 20 || draw_.permille(grown_dependant_permille))
            depend_or(member, false);
        else
            own(member, false);
    }

    void insure_parent(std::size_t member)
    {
        if (works(member, parents))
            own(member, true);
        else if (carried_by_employee() && draw_.permille(parent_dependant_permille))
            depend_or(member, false);
        else
            own(member, false);
    }

    [[nodiscard]] bool carried_by_employee() const { return carrier_ && result_.units[*carrier_].employees; }

    void own(std::size_t member, bool employees)
    {
        Unit unit;
        unit.members.push_back(member);
        unit.employees = employees;
        result_.units.push_back(unit);
        const auto role = household_.members[member].role;
        const bool can_carry = role == Role::head || role == Role::spouse;
        if (can_carry && (!carrier_ || (employees && !carried_by_employee())))
            carrier_ = result_.units.size() - 1;
    }

    void depend_or(std::size_t member, bool employees)
    {
        if (carrier_)
            result_.units[*carrier_].members.push_back(member);
        else
            own(member, employees);
    }

    Draw& draw_;
    const Household& household_;
    base::Date as_of_;
    Memberships result_;
    std::optional<std::size_t> carrier_; ///< the unit on which dependants depend: an employee's before one in 国保
};

} // namespace

Memberships draw_memberships(Draw& draw, const Household& household, base::Date as_of)
{
    return Drawing(draw, household, as_of).run();
}

} // namespace onshi::synth
