# What every target shares: language, warnings, sanitizers, and the two functions that make a folder of src/ a library.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(ONSHI_CCACHE ccache)
if(ONSHI_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ONSHI_CCACHE})
endif()

add_library(onshi_options INTERFACE)
target_compile_options(onshi_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  -Wno-missing-field-initializers) # designated initializers leave out what keeps its default
target_include_directories(onshi_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
if(ONSHI_SANITIZE)
  target_compile_options(onshi_options INTERFACE -fsanitize=${ONSHI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(onshi_options INTERFACE -fsanitize=${ONSHI_SANITIZE})
endif()
if(ONSHI_FUZZ)
  target_compile_options(onshi_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(ONSHI_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
  # gtest's headers are the largest part of compiling a test: read once.
  add_library(onshi_test_headers OBJECT ${PROJECT_SOURCE_DIR}/cmake/test_headers.cpp)
  target_precompile_headers(onshi_test_headers PRIVATE <gmock/gmock.h> <gtest/gtest.h> <string>)
  target_link_libraries(onshi_test_headers PRIVATE onshi_options GTest::gmock)
endif()

# onshi_library(folder SOURCES a.cpp ... PUBLIC lib ... PRIVATE lib ...): src/<folder> as the library onshi_<folder>.
# PUBLIC and PRIVATE are the folder's row of the include table in ARCHITECTURE.md.
function(onshi_library folder)
  cmake_parse_arguments(LIB "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(onshi_${folder} STATIC ${LIB_SOURCES})
  target_link_libraries(onshi_${folder} PUBLIC onshi_options ${LIB_PUBLIC} PRIVATE ${LIB_PRIVATE})
endfunction()

# onshi_test_program(name SOURCES a_test.cpp ... LIBS lib ...): a program of gtest cases.
function(onshi_test_program name)
  cmake_parse_arguments(T "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_precompile_headers(${name} REUSE_FROM onshi_test_headers)
  target_link_libraries(${name} PRIVATE onshi_options ${T_LIBS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE ONSHI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endfunction()

# onshi_tests(name SOURCES a_test.cpp ... LIBS lib ... [LABEL kind]): the same, each of its cases known to ctest.
# The label is the kind under which scripts/test runs and times it.
function(onshi_tests name)
  if(NOT ONSHI_TESTS)
    return()
  endif()
  cmake_parse_arguments(T "" "LABEL" "SOURCES;LIBS" ${ARGN})
  if(NOT T_LABEL)
    set(T_LABEL unit)
  endif()
  onshi_test_program(${name} SOURCES ${T_SOURCES} LIBS ${T_LIBS})
  gtest_discover_tests(${name} PROPERTIES LABELS ${T_LABEL} TIMEOUT 120)
endfunction()
