import fc from 'fast-check'

/** Every property draws the same examples in every run; a new seed is a new search, made on purpose. */
fc.configureGlobal({ seed: 20260105 })
