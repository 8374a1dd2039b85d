// Values of the command line for the inputs that a study declared.
#pragma once

#include <string>

#include "acsil_input.h"

namespace miaia::host {

// The first input whose name contains name, ignoring case; an exact match wins. Null when there is none.
s_SCInput_145* FindInput(s_SCInput_145* inputs, int count, const std::string& name);

// Sets a value as the trader would in Sierra's window. Throws std::invalid_argument that names the input, the value
// and what is allowed.
void SetInputValue(s_SCInput_145& input, const std::string& value);

}  // namespace miaia::host
