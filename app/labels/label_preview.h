// The preview on the screen is the very picture that printers without commands are sent.
// One preview belongs to one thread.
#pragma once

#include "drivers/printer/label_raster.h"

namespace lini {

using LabelPreview = LabelRaster;

}  // namespace lini
