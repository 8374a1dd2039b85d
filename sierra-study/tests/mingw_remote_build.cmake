# Does what Sierra's remote builder does: the study's files in one flat folder, Sierra's compiler line, one DLL. So is the study as one file,
# as the package has it. The link's program for zmtp-peer-windows is built by the same line. None may import anything but what every
# Windows program has: the link finds Winsock at run time.
file(REMOVE_RECURSE ${OUT})
file(MAKE_DIRECTORY ${OUT}/one-file)
file(GLOB files ${STUDY}/MiaIa*.h ${STUDY}/MiaIaStudy.cpp ${STUDY}/tests/zmtp/ZmtpPeer.cpp)
file(COPY ${files} DESTINATION ${OUT})

# Sierra's header makes macros of min and max. The stand-in's does not, since the host uses it too; here they must not be missed.
if(STAND_IN)
  file(WRITE ${OUT}/acsil/sierrachart.h "#include \"${ACSIL}/sierrachart.h\"
#define max(x, y) ((x) < (y) ? (y) : (x))
#define min(x, y) ((y) < (x) ? (y) : (x))
")
  set(ACSIL ${OUT}/acsil)
endif()

# The one file is the same whenever it is made, from wherever.
execute_process(COMMAND ${PYTHON} ${STUDY}/amalgamate.py ${OUT}/one-file/MiaIaStudy.cpp RESULT_VARIABLE failed)
execute_process(COMMAND ${PYTHON} amalgamate.py ${OUT}/one-file/again.cpp WORKING_DIRECTORY ${STUDY} RESULT_VARIABLE failed_again)
if(failed OR failed_again)
  message(FATAL_ERROR "The study cannot be made one file.")
endif()
file(SHA256 ${OUT}/one-file/MiaIaStudy.cpp once)
file(SHA256 ${OUT}/one-file/again.cpp again)
if(NOT once STREQUAL again)
  message(FATAL_ERROR "The one file is another each time.")
endif()

# build SOURCE OUTPUT OPTION...
function(build source output)
  execute_process(
    COMMAND ${GXX} -D _WIN64 -march=x86-64 -mtune=x86-64 -O2 ${ARGN} -static -static-libgcc -static-libstdc++ -s -fexceptions
            -std=gnu++17 ${source} -o ${output} -Wno-deprecated -lgdi32 -I ${ACSIL}
    WORKING_DIRECTORY ${OUT} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "Sierra's remote-build line fails for ${source}.")
  endif()
  execute_process(COMMAND ${OBJDUMP} -p ${OUT}/${output} OUTPUT_VARIABLE listing RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${output} cannot be read.")
  endif()
  string(REGEX MATCHALL "DLL Name: [^\r\n]+" imports "${listing}")
  if(NOT imports)
    message(FATAL_ERROR "No imports found: the listing is not understood.")
  endif()
  foreach(import ${imports})
    if(NOT import MATCHES "^DLL Name: (KERNEL32|msvcrt)\\.dll$")
      message(FATAL_ERROR "${output} imports more than it may: ${import}")
    endif()
  endforeach()
  message(STATUS "Built ${output}; ${imports}")
  set(listing "${listing}" PARENT_SCOPE)
endfunction()

# A DLL with the stand-in's layout must not look like Sierra's: it bears another name and an export by which our host knows it.
set(dll MiaIaStudy.dll)
if(STAND_IN)
  set(dll MiaIaStudyStandIn.dll)
endif()
foreach(folder . one-file)
  build(${folder}/MiaIaStudy.cpp ${folder}/${dll} -shared)
  foreach(export scdll_DLLName scdll_DLLVersion scsf_MiaIa)
    if(NOT listing MATCHES "${export}")
      message(FATAL_ERROR "The DLL does not export ${export}.")
    endif()
  endforeach()
  if(STAND_IN AND NOT listing MATCHES "miaia_StandIn" OR NOT STAND_IN AND listing MATCHES "miaia_StandIn")
    message(FATAL_ERROR "The DLL does not say with whose headers it was built.")
  endif()
endforeach()
build(ZmtpPeer.cpp ZmtpPeer.exe)
