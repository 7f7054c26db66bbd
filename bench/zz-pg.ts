import { postgresOf } from '/work/main/bench/generate.ts'
const t=performance.now()
const {stop} = await postgresOf(1_000_000)
console.log(performance.now()-t, process.memoryUsage().rss/1e6)
stop()
