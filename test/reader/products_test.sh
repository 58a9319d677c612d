#!/usr/bin/env bash
# The virtual card is no part of the product: no symbol of it is in a program that is installed, and its program is not
# installed.  products_test.sh BUILD ONSHI-VCARD PRODUCT...
set -euo pipefail
build=$1 vcard=$2
shift 2
# To the end of the list: a grep that stops early breaks the pipe, and that would count as nothing found.
holds() { [[ $(nm --demangle "$1" | grep -c 'onshi::vcard::') -gt 0 ]]; }
# Twin: the search finds what is there.
holds "$vcard" || { echo "$vcard: no symbol of onshi::vcard was found in the virtual card itself" >&2; exit 1; }
for product in "$@"; do
    if holds "$product"; then
        echo "$product: holds onshi::vcard" >&2
        exit 1
    fi
done
rules=$(cat "$build"/cmake_install.cmake "$build"/programs/cmake_install.cmake)
grep -q '/programs/onshi"' <<<"$rules" || { echo "no install rule of onshi was found" >&2; exit 1; }
if grep -q 'onshi-vcard' <<<"$rules"; then
    echo "onshi-vcard would be installed" >&2
    exit 1
fi
