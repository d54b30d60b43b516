module.exports = () => {
  throw new Error('tests run without archiver; map it to the real one when a stack has a zipped asset');
};
