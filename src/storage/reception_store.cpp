#include "storage/reception_store.h"

#include "storage/values.h"

namespace onshi::storage {

void ReceptionStore::add(const BulkReception& reception)
{
    transaction_.execute("INSERT INTO bulk_reception (facility, reception_number, received_at, message, outcomes) "
                         "VALUES ($1, $2, $3, $4, $5)",
                         {std::string_view(reception.facility), std::string_view(reception.number),
                          column_of(reception.received_at), Blob{reception.message},
                          std::string_view(reception.outcomes)});
}

std::optional<BulkReception> ReceptionStore::by_number(std::string_view facility, std::string_view number,
                                                       base::Instant received_since)
{
    std::optional<BulkReception> found;
    transaction_.query("SELECT received_at, message, outcomes FROM bulk_reception "
                       "WHERE facility = $1 AND reception_number = $2 AND received_at >= $3",
                       {facility, number, column_of(received_since)}, [&](const Row& row) {
                           found = BulkReception{.facility = std::string(facility),
                                                 .number = std::string(number),
                                                 .received_at = instant_of(row.integer(0)),
                                                 .message = std::string(row.text(1)),
                                                 .outcomes = std::string(row.text(2))};
                       });
    return found;
}

std::string ReceptionStore::last_number(std::string_view facility)
{
    std::string last;
    transaction_.query("SELECT reception_number FROM bulk_reception WHERE facility = $1 "
                       "ORDER BY reception_number DESC LIMIT 1",
                       {facility}, [&](const Row& row) { last = row.text(0); });
    return last;
}

void ReceptionStore::forget_before(base::Instant received_at)
{
    transaction_.execute("DELETE FROM bulk_reception WHERE received_at < $1", {column_of(received_at)});
}

} // namespace onshi::storage
