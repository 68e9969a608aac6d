# How every folder of Okno is built: one library of the folder's name, warnings as errors, and at most one
# program made of main.cpp and that library.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

# "address,undefined" or "thread"; set by the presets.
set(OKNO_SANITIZE "" CACHE STRING "Sanitizers to build with")
if(OKNO_SANITIZE)
  # GCC 12 takes parts of its own <regex> for uninitialised when they are instrumented (GCC bug 105562).
  add_compile_options(-fsanitize=${OKNO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
    -Wno-error=maybe-uninitialized)
  add_link_options(-fsanitize=${OKNO_SANITIZE})
endif()

# What compiler and linker lend a program that hostile bytes reach: canaries, checked copies, tables of functions closed
# before main; Debian's compilers place it anew at each start without being asked. tests/security/binaries_test.py looks.
# Sanitizers bring guards of their own, and a debug build has no optimiser to check copies with.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT OKNO_SANITIZE)
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2)
  add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack)
endif()

# assert() guards invariants in release builds too: a bug stops the program, it is not carried on.
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELWITHDEBINFO "${CMAKE_CXX_FLAGS_RELWITHDEBINFO}")

add_library(okno_warnings INTERFACE)
target_compile_options(okno_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wconversion -Wsign-conversion -Wimplicit-fallthrough -Werror)
target_include_directories(okno_warnings INTERFACE ${CMAKE_SOURCE_DIR})

# okno_library(NAME SOURCES a.cpp b.cpp USES hall protocol LIBRARIES PkgConfig::ZMQ)
# USES names our folders, LIBRARIES everything else.
function(okno_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  list(TRANSFORM arg_USES PREPEND okno_)
  add_library(okno_${name} STATIC ${arg_SOURCES})
  target_link_libraries(okno_${name} PUBLIC ${arg_USES} ${arg_LIBRARIES} PRIVATE okno_warnings)
  target_include_directories(okno_${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# All programs and nothing else: what ./run builds.
add_custom_target(programs)

# okno_program(okno-dispatcher USES dispatcher): main.cpp of this folder.
function(okno_program program)
  cmake_parse_arguments(arg "" "" "USES;LIBRARIES" ${ARGN})
  list(TRANSFORM arg_USES PREPEND okno_)
  add_executable(${program} main.cpp)
  target_link_libraries(${program} PRIVATE ${arg_USES} ${arg_LIBRARIES} okno_warnings)
  install(TARGETS ${program})
  add_dependencies(programs ${program})
endfunction()

# Header-only and pkg-config libraries of Debian, as SYSTEM includes so that our warnings stay ours.
function(okno_pkg target module)
  pkg_check_modules(${target} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  # CMake 3.25 takes "-isystem DIR" for a folder at the first configuration and, from its cache, for an option at
  # the next: without this the second ./run or ./test would compile everything again.
  get_target_property(options PkgConfig::${target} INTERFACE_COMPILE_OPTIONS)
  if(options MATCHES "-isystem;([^;]+)")
    set(folder ${CMAKE_MATCH_1})
    list(REMOVE_ITEM options -isystem ${folder})
    set_property(TARGET PkgConfig::${target} PROPERTY INTERFACE_COMPILE_OPTIONS ${options})
    set_property(TARGET PkgConfig::${target} APPEND PROPERTY INTERFACE_INCLUDE_DIRECTORIES ${folder})
  endif()
endfunction()
