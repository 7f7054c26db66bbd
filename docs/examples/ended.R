# Which cooperations have ended, and how many are in force? With R alone: CSV needs no package.
#   Rscript ended.R https://samband.example
arguments <- commandArgs(trailingOnly = TRUE)
api <- paste0(if (length(arguments) > 0) arguments[1] else "http://localhost:3000", "/api/v1")

ended <- read.csv(paste0(api, "/cooperations.csv?status=ended"), encoding = "UTF-8", colClasses = "character")
writeLines(ended$id)
series <- read.csv(paste0(api, "/statistics.csv?measure=in-force"))
last <- series[nrow(series), ]
writeLines(sprintf("In force at the end of %d: %d (%d-%d)", last$year, last$best, last$min, last$max))
