// The one place where the non-template parts of Asio and Beast are compiled (BOOST_ASIO_SEPARATE_COMPILATION): every
// other source then only declares them.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
