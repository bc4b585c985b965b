// Where every room below `local/` finds it: activities start processes too.
export { codeRoot, projectRoot } from '../../activities/process/projectRoot.js'
