# A room is one folder of the tree and one static library; what it may link is what it may include.
function(lini_room name)
  cmake_parse_arguments(ROOM "RECURSE" "" "LINK" ${ARGN})
  if(ROOM_RECURSE)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  else()
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ROOM_LINK})
    lini_warnings(${name})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} INTERFACE ${ROOM_LINK})
  endif()
endfunction()

# Warnings are errors with GCC, the compiler that ships Lini; clang builds only the fuzz targets.
function(lini_warnings name)
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    -Wnon-virtual-dtor -Woverloaded-virtual)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 finds these two in the standard library's own headers once it optimizes.
    target_compile_options(${name} PRIVATE -Werror -Wno-maybe-uninitialized -Wno-restrict)
  endif()
endfunction()
