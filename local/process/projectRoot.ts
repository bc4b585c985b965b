// Where every room below `local/` finds it: activities start processes too.
export { projectRoot } from '../../activities/process/projectRoot.js'
